import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launchBrowser } from '../harness/browser.mjs';
import { startFettle } from '../harness/fettle.mjs';
import { inspect, PHONE, watch, WIDE } from '../harness/page.mjs';
import { PASSWORD, dsnParts } from '../harness/person.mjs';
import { runProgram } from '../harness/program.mjs';

const TITLE = 'could not charge the card for order 17';

let fettle;
let browser;
let page;
let complaints;
let dsn;
let issueAddress;

before(async () => {
  fettle = await startFettle();
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: WIDE, reducedMotion: 'reduce', colorScheme: 'light' });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  complaints = watch(page);
});
after(async () => {
  await browser?.close();
  await fettle?.discard();
});

/** Throws with the real SDK; returns how long after the server's acknowledgement `locator` was to be seen. */
async function throwError(scenario, locator) {
  await page.evaluate(() => (window.sameDocument = true));
  const seen = locator.waitFor().then(() => Date.now());
  const sdk = await runProgram('node-sentry.mjs', ['sentry-node-11', dsn, scenario]);
  const visibleMillis = (await seen) - sdk.sent.find(({ type }) => type === 'error').at;
  return visibleMillis;
}

async function assertNotReloaded() {
  assert.equal(
    await page.evaluate(() => window.sameDocument),
    true,
    'the page came to life without a reload',
  );
}

const main = () => page.getByRole('main');
const button = (name) => main().getByRole('button', { name, exact: true });
const heading = (name) => page.getByRole('heading', { level: 1, name });

describe('the walk of a new user', { concurrency: false }, () => {
  it('opens a fresh instance at log in, and registers', async () => {
    await page.goto(fettle.url);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await inspect(page, '01-login');
    await page.goto(`${fettle.url}/register?setup=${await fettle.setup()}`);
    await heading('Create an account').waitFor();
    await inspect(page, '02-register');

    await page.getByLabel('E-mail').fill('alice@example.com');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Create account' }).click();

    await heading('Name your organization').waitFor();
  });

  it('creates an organization, a team and a project for a platform', async () => {
    await inspect(page, '03-create-organization');
    await page.getByLabel('Name').fill('Acme');
    await page.getByRole('button', { name: 'Create organization' }).click();
    await heading('Create a team').waitFor();
    await inspect(page, '04-create-team');
    await page.getByLabel('Team').fill('backend');
    await page.getByRole('button', { name: 'Create team' }).click();
    await heading('Create a project').waitFor();
    await inspect(page, '05-create-project');
    await page.getByLabel('Search platforms').fill('node');
    await page.getByText('Node.js', { exact: true }).click();
    await page.getByLabel('Name').fill('shop');
    await page.getByRole('button', { name: 'Create project' }).click();

    await heading(/first event from shop/).waitFor();
  });

  it('shows the DSN and waits for the first event, which appears live', async (test) => {
    await page.getByRole('heading', { name: 'Waiting for the first event' }).waitFor();
    await inspect(page, '06-first-event');
    dsn = /https?:\/\/[0-9a-f]{32}@\S+\/\d+/.exec(await page.getByLabel('First event').innerText())[0];
    assert.equal(new URL(dsn).port, String(fettle.port));

    const received = page.getByRole('heading', { name: 'First event received' });
    const visible = await throwError('error', received.or(heading(new RegExp(TITLE))));

    test.diagnostic(`visible ${visible} ms after the acknowledgement`);
    await assertNotReloaded();
    await heading(new RegExp(TITLE)).waitFor();
    await assertNotReloaded();
    issueAddress = page.url();
  });

  it('lists the issue, and shows new ones live', async (test) => {
    await page.goto(`${fettle.url}/acme/issues`);
    await page.getByRole('link', { name: new RegExp(TITLE) }).waitFor();
    await page.getByText('Live', { exact: true }).waitFor();

    const visible = await throwError('message', page.getByRole('link', { name: /disk almost full/ }));
    test.diagnostic(`visible ${visible} ms after the acknowledgement`);
    await assertNotReloaded();
    await throwError('everything', page.getByRole('link', { name: /between all the others/ }));
    await assertNotReloaded();

    await inspect(page, '07-issues');
  });

  it('filters and sorts on a phone as well', async () => {
    await page.goto(`${fettle.url}/acme/issues`);
    await page.setViewportSize(PHONE);
    const sort = page.getByRole('combobox', { name: /^Sort/ });
    await page.getByRole('link', { name: new RegExp(TITLE) }).waitFor();
    assert.equal(await sort.isVisible(), false);

    await page.getByRole('button', { name: /^Filters, 0 set/ }).click();
    await sort.waitFor();
    await inspect(page, '07b-issues-filters');
    await page.setViewportSize(PHONE);
    await sort.click();
    await page.getByRole('option', { name: 'First seen' }).click();
    await page.waitForURL(/sort=/);

    await page.setViewportSize(WIDE);
    await page.goto(`${fettle.url}/acme/issues`);
  });

  it('is walked by the keyboard alone', async () => {
    await page.goto(`${fettle.url}/acme/issues`);
    await page.getByRole('link', { name: new RegExp(TITLE) }).waitFor();
    const focused = () => page.evaluate(() => document.activeElement.textContent.trim());

    await page.keyboard.press('j');
    const first = await focused();
    await page.keyboard.press('j');
    const second = await focused();
    assert.notEqual(first, second);
    await page.keyboard.press('k');
    assert.equal(await focused(), first);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/acme\/issues\/\d+/);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('i');
    await page.waitForURL(/\/acme\/issues(\?|$)/);
    await page.getByRole('link', { name: new RegExp(TITLE) }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('opens the issue with its stack trace above the fold', async () => {
    await page.goto(`${fettle.url}/acme/issues`);
    await page.getByRole('link', { name: new RegExp(TITLE) }).click();
    await heading(new RegExp(TITLE)).waitFor();
    const line = main().getByText('throw new PaymentError', { exact: false }).first();
    await line.waitFor();

    const box = await line.boundingBox();
    assert.ok(box.y + box.height < WIDE.height, `the failing line ends at ${box.y + box.height} px`);
    await main().getByText('chargeCard').first().waitFor();
    await inspect(page, '08-issue');
    for (const [tab, name] of [
      ['All events', '09-events'],
      ['Tags', '10-tags'],
    ]) {
      await page.getByRole('link', { name: new RegExp(`^${tab}`) }).click();
      await page.waitForLoadState('networkidle');
      await inspect(page, name);
    }
  });

  it('resolves it, and sees it return as regressed, live', async (test) => {
    await page.goto(issueAddress);
    await button('Resolve').click();
    await main().getByText('Resolved', { exact: true }).first().waitFor();

    const visible = await throwError(
      'error',
      main()
        .getByText(/^Regressed/)
        .first(),
    );

    test.diagnostic(`regressed ${visible} ms after the acknowledgement`);
    await assertNotReloaded();
    await button('Resolve').waitFor();
    await inspect(page, '11-regressed');
  });

  it('ignores and reopens it', async () => {
    await button('Ignore').click();
    await main().getByText('Ignored', { exact: true }).first().waitFor();
    await button('Reopen').click();
    await button('Ignore').waitFor();
    await page.reload();
    await button('Ignore').waitFor();
  });

  it('looks after the settings', async () => {
    const pages = {
      '12-organization-settings': '/acme/settings',
      '13-members': '/acme/settings/members',
      '14-teams': '/acme/settings/teams',
      '15-projects': '/acme/settings/projects',
      '16-project': '/acme/settings/projects/shop',
      '17-client-keys': '/acme/settings/projects/shop/keys',
      '18-intake': '/acme/settings/projects/shop/intake',
      '19-filters': '/acme/settings/projects/shop/filters',
      '20-profile': '/acme/settings/profile',
      '21-tokens': '/acme/settings/tokens',
      '22-not-found': '/acme/nowhere',
      '23-design': '/design',
    };
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(fettle.url + path);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      if (path !== '/design') await page.waitForFunction(() => document.querySelector('.skeleton') === null);
      await inspect(page, name);
    }
  });

  it('asks before changes are lost, and saves them with Ctrl Enter', async () => {
    await page.goto(`${fettle.url}/acme/settings/projects/shop`);
    await page.getByLabel('Throttle').fill('101');
    await page.getByRole('region', { name: 'Unsaved changes' }).getByText('1 change: Throttle').waitFor();
    await page.getByRole('link', { name: 'Members', exact: true }).click();
    const question = page.getByRole('alertdialog').or(page.getByRole('dialog'));
    await question.getByText('Your changes are lost: Throttle.').waitFor();
    await question.getByRole('button', { name: 'Stay here' }).click();

    await page.getByLabel('Throttle').press('Control+Enter');
    await main().getByText('Enter a whole number from 0 to 100.').waitFor();
    await inspect(page, '26-project-refused');
    await page.getByLabel('Throttle').fill('10');
    await page.getByLabel('Throttle').press('Control+Enter');
    await page.getByText('Project saved').waitFor();
    await page.getByRole('link', { name: 'Members', exact: true }).click();
    await heading('Members').waitFor();
    await page.goto(`${fettle.url}/acme/settings/projects/shop`);
    await page.getByLabel('Throttle').fill('');
    await button(/^Save changes/).click();
    await page.getByText('Project saved').waitFor();
  });

  it('accounts for everything that came, refused requests included, live', async () => {
    await page.goto(`${fettle.url}/acme/settings/projects/shop/intake`);
    await main().getByText('Adds up, nothing unexplained.').waitFor();
    await main().getByText('Live', { exact: true }).waitFor();
    const refusals = main().getByRole('row', { name: /invalid_envelope_header/ });
    assert.equal(await refusals.count(), 0);
    await page.evaluate(() => (window.sameDocument = true));

    const { key, project, origin } = dsnParts(dsn);
    const junk = { method: 'POST', body: 'no envelope' };
    const answer = await fetch(`${origin}/api/${project}/envelope/?sentry_key=${key}`, junk);
    assert.equal(answer.status, 400);

    await refusals.getByText('The envelope’s first line is not JSON').waitFor();
    await assertNotReloaded();
    const figures = await main()
      .getByLabel('Balance')
      .locator('dd')
      .evaluateAll((all) => all.map((dd) => Number(dd.firstChild.textContent.replace(/\D/g, ''))));
    const [received, ...parts] = figures;
    assert.equal(
      received,
      parts.reduce((sum, part) => sum + part),
    );
    await inspect(page, '24-refused');
  });

  it('changes what is filtered and scrubbed, and says which line cannot work', async () => {
    await page.goto(`${fettle.url}/acme/settings/projects/shop/filters`);
    await page.getByLabel('More fields to blank').fill('iban');
    await page.getByLabel('Addresses of senders').fill('203.0.113.0/24\nexample.com');
    await button('Save changes').click();
    await main().getByText('“example.com” is not an address.').waitFor();
    await inspect(page, '25-filters-refused');

    await page.getByLabel('Addresses of senders').fill('203.0.113.0/24');
    await button('Save changes').click();
    await page.getByText('Filters and scrubbing saved').waitFor();
    await page.reload();

    await page.getByLabel('More fields to blank').waitFor();
    assert.equal(await page.getByLabel('More fields to blank').inputValue(), 'iban');
    assert.equal(await page.getByLabel('Addresses of senders').inputValue(), '203.0.113.0/24');
  });

  it('jumps to an issue by its number from anywhere', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Jump to' }).fill('SHOP-1');
    await page.getByRole('option', { name: /SHOP-1 / }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/acme\/issues\/\d+/);
  });

  it('has made the browser complain about nothing', () => {
    assert.deepEqual(complaints, []);
  });
});

describe('a stranger', () => {
  it('finds nothing of Alice’s', async () => {
    const context = await browser.newContext({ viewport: WIDE, reducedMotion: 'reduce' });
    const charlie = await context.newPage();
    await charlie.goto(`${fettle.url}/register`);
    await charlie.getByLabel('E-mail').fill('charlie@example.com');
    await charlie.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await charlie.getByRole('button', { name: 'Create account' }).click();
    await charlie.getByRole('heading', { level: 1, name: /organization/i }).waitFor();

    for (const address of [
      issueAddress,
      `${fettle.url}/acme/issues`,
      `${fettle.url}/acme/settings/projects/shop`,
      `${fettle.url}/acme/settings/projects/shop/intake`,
      `${fettle.url}/acme/settings/projects/shop/filters`,
    ]) {
      await charlie.goto(address);
      await charlie.getByRole('heading', { name: /^No such/ }).waitFor();
      const text = await charlie.locator('body').innerText();
      assert.doesNotMatch(text, /PaymentError|could not charge|backend/, address);
    }
    await context.close();
  });
});
