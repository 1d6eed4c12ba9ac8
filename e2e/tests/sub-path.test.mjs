import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launchBrowser } from '../harness/browser.mjs';
import { freePort, startFettle } from '../harness/fettle.mjs';
import { watch, WIDE } from '../harness/page.mjs';
import { newWorkspace, PASSWORD } from '../harness/person.mjs';
import { runProgram } from '../harness/program.mjs';

const TITLE = 'could not charge the card for order 17';

let fettle;
let place;
let browser;
let root;

before(async () => {
  const port = await freePort();
  root = `http://127.0.0.1:${port}/tools/errors`;
  fettle = await startFettle({ port, environment: { GLITCHTIP_DOMAIN: root } });
  place = await newWorkspace(fettle);
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await fettle?.discard();
});

describe('below a path of its host', () => {
  it('takes an SDK at its DSN and shows the issue, every address below the path', async () => {
    const first = `http://localhost:${fettle.port}/tools/errors/register?setup=`;
    assert.ok(fettle.output.includes(first), 'a page elsewhere would not see the cookies');
    assert.ok(place.dsn.includes('/tools/errors/'), place.dsn);
    await runProgram('node-sentry.mjs', ['sentry-node-11', place.dsn, 'error']);

    const page = await browser.newPage({ viewport: WIDE });
    const complaints = watch(page);
    const outside = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(`${root}/`) && request.url() !== root) outside.push(request.url());
    });
    await page.goto(root);
    await page.getByLabel('E-mail').fill(place.person.email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('link', { name: new RegExp(TITLE) }).click();
    await page.getByRole('heading', { level: 1, name: new RegExp(TITLE) }).waitFor();
    assert.ok(page.url().startsWith(`${root}/${place.organization}/issues/`), page.url());
    await page.reload();
    await page.getByRole('heading', { level: 1, name: new RegExp(TITLE) }).waitFor();

    assert.deepEqual(outside, []);
    assert.deepEqual(complaints, []);
  });
});
