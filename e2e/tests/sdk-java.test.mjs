import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startFettle } from '../harness/fettle.mjs';
import { runJava } from '../harness/java.mjs';
import { newWorkspace } from '../harness/person.mjs';
import { functionsOf, issueCounts, issueTitled, latestEventOf } from '../harness/stored.mjs';

let fettle;
let owner;

before(async () => {
  fettle = await startFettle();
  owner = await newWorkspace(fettle, { platform: 'java' });
});
after(() => fettle?.discard());

const newWorkplace = async (name) => ({ ...owner, ...(await owner.newProject(name, 'java')) });

for (const client of ['sentry-8', 'sentry-7', 'sentry-6']) {
  describe(`io.sentry:${client}`, () => {
    it('shows errors and messages among sessions, transactions, check-ins, attachments and feedback', async () => {
      const place = await newWorkplace(client);

      const sdk = await runJava(client, 'SentryProgram.java', [place.dsn]);

      const issue = await issueTitled(place, 'IllegalStateException: could not pick order 17', { count: 2 });
      assert.equal(issue.level, 'error');
      assert.match(issue.culprit, /SentryProgram/);
      const event = await latestEventOf(place, issue);
      assert.equal(event.platform, 'java');
      assert.ok([sdk.error, sdk.again].includes(event.eventID));
      assert.equal(event.tagMap.release, 'warehouse@3.1');
      assert.equal(event.tagMap.environment, 'production');
      assert.equal(event.tagMap.warehouse, 'north');
      assert.equal(event.user.email, 'alice@example.com');
      assert.ok(event.entry.breadcrumbs.values.some(({ data }) => data?.to === '/pay'));
      const [cause, error] = event.entry.exception.values;
      assert.equal(cause.type, 'IllegalArgumentException');
      assert.equal(error.type, 'IllegalStateException');
      assert.equal(functionsOf(error).at(-1), 'pick');
      assert.equal((await issueTitled(place, 'shelf 4 is almost empty', { count: 1 })).level, 'warning');
      assert.equal(Object.keys(await issueCounts(place)).length, 2);
    });
  });
}

describe('com.getsentry.raven:raven 8.0.3', () => {
  it('sends base64 zlib bodies that claim to be forms', async () => {
    const place = await newWorkplace('raven-8');
    const withSecret = place.dsn.replace('@', `:${'5'.repeat(32)}@`);

    const sdk = await runJava('raven-8', 'RavenProgram.java', [withSecret]);

    const issue = await issueTitled(place, 'IllegalStateException: could not pick order 17', { count: 2 });
    assert.equal(issue.level, 'fatal');
    const event = await latestEventOf(place, issue);
    assert.ok([sdk.error, sdk.again].includes(event.eventID));
    assert.equal(event.tagMap.warehouse, 'south');
    assert.equal(event.tagMap.environment, 'attic');
    await issueTitled(place, 'raven-java says hello', { count: 1 });
  });
});
