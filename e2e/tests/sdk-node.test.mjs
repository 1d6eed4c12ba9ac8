import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startFettle } from '../harness/fettle.mjs';
import { newWorkspace } from '../harness/person.mjs';
import { runProgram } from '../harness/program.mjs';
import { functionsOf, issueCounts, issueTitled, latestEventOf } from '../harness/stored.mjs';

let fettle;
let owner;

before(async () => {
  fettle = await startFettle();
  owner = await newWorkspace(fettle);
});
after(() => fettle?.discard());

const newWorkplace = async (name) => ({ ...owner, ...(await owner.newProject(name, 'node')) });

for (const client of ['sentry-node-11', 'sentry-node-7']) {
  describe(client, () => {
    const run = (dsn, ...more) => runProgram('node-sentry.mjs', [client, dsn, ...more]);

    it('shows an error with its cause, stack, user, tags, breadcrumbs, release and environment', async () => {
      const place = await newWorkplace(`${client} error`);

      const sdk = await run(place.dsn, 'error');

      assert.deepEqual(new Set(sdk.statuses), new Set([200]));
      assert.equal(sdk.flushed, true);
      const title = 'PaymentError: could not charge the card for order 17';
      const issue = await issueTitled(place, title, { count: 1 });
      assert.equal(issue.level, 'error');
      assert.equal(issue.type, 'error');
      assert.equal(issue.status, 'unresolved');
      assert.equal(issue.project.slug, place.project);
      assert.match(issue.culprit, /chargeCard/);
      assert.equal(Number(issue.userCount), 1);
      const event = await latestEventOf(place, issue);
      assert.equal(event.eventID, sdk.error);
      assert.equal(event.platform, 'node');
      assert.equal(event.tagMap['shop.country'], 'de');
      assert.equal(event.tagMap.release, 'shop@2.4.1');
      assert.equal(event.tagMap.environment, 'staging');
      assert.equal(event.user.id, '4711');
      assert.equal(event.user.email, 'alice@example.com');
      assert.equal(event.contexts.order.number, 17);
      const [cause, error] = event.entry.exception.values;
      assert.equal(cause.type, 'TypeError');
      assert.equal(error.type, 'PaymentError');
      assert.ok(functionsOf(cause).includes('parseAmount'));
      assert.equal(functionsOf(error).at(-1), 'chargeCard');
      const crash = error.stacktrace.frames.at(-1);
      assert.match(crash.absPath ?? crash.filename, /shop\.mjs$/);
      assert.equal(crash.inApp, true);
      assert.ok(
        crash.context.some(([, line]) => line.includes('throw new PaymentError')),
        'source lines are there',
      );
      const crumb = event.entry.breadcrumbs.values.find(({ category }) => category === 'cart');
      assert.equal(crumb.message, 'added a bicycle');
      assert.equal(crumb.data.price, 799);
    });

    it('groups the same error of a second process into the same issue', async () => {
      const place = await newWorkplace(`${client} grouping`);

      await run(place.dsn, 'error');
      const second = await run(place.dsn, 'error');

      const issue = await issueTitled(place, 'PaymentError: could not charge the card for order 17', {
        count: 2,
      });
      assert.equal(Number(issue.userCount), 1);
      assert.equal((await latestEventOf(place, issue)).eventID, second.error);
    });

    it('shows a message', async () => {
      const place = await newWorkplace(`${client} message`);

      const sdk = await run(place.dsn, 'message');

      const issue = await issueTitled(place, 'disk almost full on volume 3', { count: 1 });
      assert.equal(issue.level, 'warning');
      // SDK 11 sends a message with a synthetic exception that holds the stack.
      assert.equal(issue.type, client === 'sentry-node-11' ? 'error' : 'default');
      assert.equal((await latestEventOf(place, issue)).eventID, sdk.message);
    });

    it('shows an error that nobody caught as unhandled', async () => {
      const place = await newWorkplace(`${client} uncaught`);

      await assert.rejects(run(place.dsn, 'uncaught'), /ended with 1/);

      const issue = await issueTitled(place, 'PaymentError: could not charge the card for order 18', {
        count: 1,
      });
      const event = await latestEventOf(place, issue);
      // SDK 7 marks the cause, SDK 11 the error itself.
      assert.ok(event.entry.exception.values.some(({ mechanism }) => mechanism.handled === false));
      assert.equal(event.tagMap.handled, 'no');
    });

    it('takes every other kind of item without harm to the errors between them', async () => {
      const place = await newWorkplace(`${client} everything`);

      const sdk = await run(place.dsn, 'everything');

      assert.deepEqual(new Set(sdk.statuses), new Set([200]));
      assert.equal(sdk.flushed, true);
      await issueTitled(place, 'RangeError: between all the others', { count: 1 });
      await issueTitled(place, 'with an attachment', { count: 1 });
      assert.deepEqual(await issueCounts(place), {
        'RangeError: between all the others': 1,
        'with an attachment': 1,
      });
    });

    it('passes through a tunnel, where only the envelope names the key', async () => {
      const place = await newWorkplace(`${client} tunnel`);

      const sdk = await run(place.dsn, 'message', `${fettle.url}/api/${place.projectId}/envelope/`);

      assert.deepEqual(new Set(sdk.statuses), new Set([200]));
      await issueTitled(place, 'disk almost full on volume 3', { count: 1 });
    });

    it('stops sending when the key’s limit is used up', async () => {
      const place = await newWorkplace(`${client} limited`);
      const path = `/api/0/projects/${place.organization}/${place.project}/keys/`;
      const key = await place.person.post(path, { name: 'limited', rateLimit: { window: 3600, count: 3 } });

      const sdk = await run(key.dsn.public, 'limited');

      assert.equal(
        sdk.statuses.filter((status) => status === 429).length,
        1,
        'one 429 is enough for the SDK',
      );
      const errors = sdk.sent.filter(({ type }) => type === 'error').map(({ status }) => status);
      assert.equal(errors.length, 6);
      assert.ok(errors.lastIndexOf(200) < 3, `accepted within the limit only: ${errors}`);
      // an issue is named by its last event
      const accepted = errors.filter((status) => status === 200).length;
      await issueTitled(place, `Error: over the limit ${accepted - 1}`, { count: accepted });
    });

    it('learns that a key does not exist, and other keys go on', async () => {
      const place = await newWorkplace(`${client} wrong key`);
      const wrong = place.dsn.replace(/\/\/[0-9a-f]{32}@/, `//${'0'.repeat(32)}@`);

      const refused = await run(wrong, 'message');
      const accepted = await run(place.dsn, 'message');

      assert.deepEqual(new Set(refused.statuses), new Set([403]));
      assert.deepEqual(new Set(accepted.statuses), new Set([200]));
      await issueTitled(place, 'disk almost full on volume 3', { count: 1 });
    });
  });
}

describe('raven 2.6.4', () => {
  it('sends base64 zlib bodies to the store endpoint', async () => {
    const place = await newWorkplace('raven');

    const sdk = await runProgram('node-raven.mjs', [place.dsn]);

    assert.deepEqual(sdk.failures, []);
    assert.deepEqual(sdk.statuses, [200, 200, 200]);
    const issue = await issueTitled(place, 'PaymentError: could not charge the card for order 21', {
      count: 2,
    });
    assert.equal(issue.level, 'fatal');
    const event = await latestEventOf(place, issue);
    assert.equal(event.eventID, sdk.again);
    assert.equal(event.tagMap.release, 'shop@0.9');
    assert.equal(event.tagMap['shop.country'], 'at');
    assert.equal(event.user.email, 'carol@example.com');
    assert.equal(event.context.order, 21);
    assert.ok(functionsOf(event.entry.exception.values.at(-1)).includes('chargeCard'));
    assert.equal((await issueTitled(place, 'raven says hello', { count: 1 })).level, 'info');
  });
});
