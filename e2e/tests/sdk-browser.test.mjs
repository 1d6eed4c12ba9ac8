import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launchBrowser } from '../harness/browser.mjs';
import { startFettle } from '../harness/fettle.mjs';
import { newWorkspace } from '../harness/person.mjs';
import { startSite } from '../harness/site.mjs';
import { functionsOf, issueTitled, latestEventOf } from '../harness/stored.mjs';

let fettle;
let owner;
let site;
let browser;

before(async () => {
  fettle = await startFettle();
  owner = await newWorkspace(fettle, { platform: 'javascript' });
  site = await startSite({ tunnelTo: `${fettle.url}/api/${owner.projectId}/envelope/` });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await site?.close();
  await fettle?.discard();
});

const newWorkplace = async (name) => ({ ...owner, ...(await owner.newProject(name, 'javascript')) });

/** Opens the shop with that client; returns what its page reports, and the answers the browser got. */
async function visit(address) {
  const page = await browser.newPage();
  const answers = [];
  const complaints = [];
  page.on('response', (response) => {
    if (response.request().method() === 'POST') answers.push(response.status());
  });
  page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure().errorText}`));
  page.on('console', (message) => {
    if (/CORS|blocked/i.test(message.text())) complaints.push(message.text());
  });
  await page.goto(address);
  const result = await page.evaluate(() => window.run());
  await page.close();
  return { ...result, answers, complaints };
}

for (const client of ['sentry-browser-11', 'sentry-browser-7']) {
  describe(client, () => {
    async function assertEverythingArrived(place, visited) {
      assert.deepEqual(visited.complaints, []);
      assert.deepEqual(new Set(visited.answers), new Set([200]));
      assert.deepEqual(
        new Set(visited.statuses),
        new Set([200]),
        'the SDK could read the answers across origins',
      );
      assert.equal(visited.flushed, true);
      const issue = await issueTitled(place, 'RangeError: coupon 12 has expired', { count: 1 });
      const event = await latestEventOf(place, issue);
      assert.equal(event.eventID, visited.handled);
      assert.equal(event.tagMap.release, 'web@5.0');
      assert.equal(event.tagMap['shop.page'], 'checkout');
      assert.match(event.tagMap['browser.name'] ?? event.tagMap.browser, /Chrom/);
      assert.equal(event.user.email, 'dora@example.com');
      assert.ok(event.entry.breadcrumbs.values.some(({ message }) => message === 'pay'));
      assert.match(event.entry.request.url, /^http:\/\/127\.0\.0\.1:/);
      await issueTitled(place, 'basket is empty', { count: 1 });
    }

    it('reports from a page on another origin', async () => {
      const place = await newWorkplace(client);

      const visited = await visit(site.page(client, place.dsn));

      await assertEverythingArrived(place, visited);
      const issues = await place.person.issues(place.organization, `project=${place.projectId}`);
      const uncaught = issues.find(({ title }) =>
        title.startsWith('TypeError: Cannot read properties of undefined'),
      );
      assert.ok(uncaught, 'the click handler’s error is an issue');
      const event = await latestEventOf(place, uncaught);
      const exception = event.entry.exception.values.at(-1);
      assert.equal(exception.mechanism.handled, false);
      assert.ok(functionsOf(exception).includes('totalOf'));
    });

    it('reports through the tunnel of the page’s own server', async () => {
      const place = await newWorkplace(`${client} tunnel`);
      const visited = await visit(site.page(client, owner.dsn, { tunnel: '/tunnel' }));

      assert.deepEqual(new Set(visited.answers), new Set([200]));
      await issueTitled(owner, 'basket is empty');
      assert.equal((await place.person.issues(place.organization, `project=${place.projectId}`)).length, 0);
    });
  });
}

describe('raven-js 3.27.2', () => {
  it('reports to the store endpoint from a page on another origin', async () => {
    const place = await newWorkplace('raven-js');

    const visited = await visit(site.page('raven-js', place.dsn));

    assert.deepEqual(visited.complaints, []);
    assert.deepEqual(visited.results, ['ravenSuccess', 'ravenSuccess']);
    const issue = await issueTitled(place, 'RangeError: coupon 13 has expired', { count: 1 });
    assert.equal(issue.level, 'warning');
    const event = await latestEventOf(place, issue);
    assert.equal(event.tagMap.release, 'web@1.0');
    assert.equal(event.user.email, 'emil@example.com');
    await issueTitled(place, 'raven-js says hello', { count: 1 });
  });
});
