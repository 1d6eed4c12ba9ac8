import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { LiveRequest, LiveState, LiveUpdates } from '@shared/data-live/live-updates';
import { Organizations } from '@shared/data-organizations/organizations';
import { Session } from '@shared/data-session/session';
import { Toasts } from '@shared/ui-toast/toasts';
import { Subject } from 'rxjs';
import { brokenItem, report, silence } from '../../../testing/intake-samples';
import { PageHarness } from '../../../testing/page-harness';
import { acme, nadia } from '../../../testing/samples';
import { settingsRoute } from '@shared/ui-settings/settings-page';
import { projectSettings } from '../settings-pages';

const INTAKE = '/api/0/projects/acme/storefront/intake/';
const DAY = `${INTAKE}?statsPeriod=24h`;

async function open(query = '', organization: object = acme) {
  const live = new Subject<LiveRequest>();
  const state = signal<LiveState>('live');
  const stream = { state, issues: new Subject(), requests: live };
  const page = await PageHarness.open(
    [
      { path: ':org/settings', children: projectSettings.map(settingsRoute) },
      { path: '**', children: [] },
    ],
    `/acme/settings/projects/storefront/intake${query}`,
    [{ provide: LiveUpdates, useValue: { open: () => stream } }],
  );
  TestBed.inject(Session).adopt(nadia);
  TestBed.inject(Organizations).select('acme');
  await page.settle();
  await page.answer('GET', '/api/0/organizations/', [acme]);
  await page.answer('GET', '/api/0/organizations/acme/', organization);
  return { page, live, state };
}

async function setup(answer: object = report, items: object[] = [brokenItem], organization?: object) {
  const { page, live, state } = await open('', organization);
  await page.answer('GET', DAY, answer);
  await page.answer('GET', `${INTAKE}set-aside/`, items);
  /** The cells of each row of a section's table. */
  const rows = (heading: string) => {
    const section = [...page.root.querySelectorAll('section')].find(
      (each) => each.querySelector('h2')?.textContent === heading,
    );
    return [...(section?.querySelectorAll('tbody tr') ?? [])].map((row) =>
      [...row.querySelectorAll('td')].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim()),
    );
  };
  return { page, live, state, rows };
}

describe('the intake', () => {
  it('shows a balance that adds up', async () => {
    const { page } = await setup();

    const balance = page.root.querySelector('[aria-label=Balance]')?.textContent?.replace(/\s+/g, ' ');
    expect(balance).toContain('Received185,225Stored 172,805 93 %');
    expect(balance).toContain('Adds up, nothing unexplained.');
    expect(document.title).toBe('Intake · storefront · Fettle');
  });

  it('says when something is unexplained', async () => {
    const { page } = await setup({ ...report, totals: { ...report.totals, filtered: 1_337 } });

    expect(page.text()).toContain('3 unexplained. This is a fault of the server');
  });

  it('gives every reason in words, with its remedy where it is applied', async () => {
    const { page, rows } = await setup();

    expect(rows('Not kept')[0]).toEqual([
      'Rate limitedkey_rate_limit',
      'More than the client key’s limit',
      'Whole requests',
      '9,870',
      '5.3 %',
      expect.stringContaining('ago'),
      'Raise the limit',
    ]);
    expect(page.root.querySelector('[href="/acme/settings/projects/storefront/keys"]')?.textContent).toBe(
      'Raise the limit',
    );
    expect(page.root.querySelector('[href="/acme/settings/projects/storefront/filters"]')?.textContent).toBe(
      'Change the filter',
    );
    expect(page.root.querySelector('[href$="intake#set-aside"]')?.textContent).toBe('Inspect and retry');
  });

  it('explains what SDKs dropped themselves', async () => {
    const { rows } = await setup();

    expect(rows('Dropped before sending')[0]).toEqual([
      'sample_rate',
      'Left out by sampling',
      'Transactions',
      '41,220',
      expect.stringContaining('ago'),
      'As configured: the SDK’s sample rate',
    ]);
  });

  it('keeps kind and range in the URL', async () => {
    const { page } = await setup();

    const kind = page.select('Kind').choose('Errors');
    await page.settle();
    await page.answer('GET', `${DAY}&category=error`, report);
    await kind;
    const range = page.select('Range').choose('Last 7 days');
    await page.settle();
    await page.answer('GET', `${INTAKE}?statsPeriod=7d&category=error`, report);
    await range;

    expect(page.url).toBe('/acme/settings/projects/storefront/intake?category=error&start=now-7d');
  });

  it('opens with the kind and range of its URL', async () => {
    const { page } = await open('?category=transaction&start=now-30d');
    await page.answer('GET', `${INTAKE}?statsPeriod=30d&category=transaction`, silence);
    await page.answer('GET', `${INTAKE}set-aside/`, []);

    expect(page.text()).toContain('No transactions received');
    await page.press('Show all kinds');
    expect(page.url).toBe('/acme/settings/projects/storefront/intake?start=now-30d');
  });

  it('leads to the guide when nothing was received', async () => {
    const { page } = await setup(silence, []);

    expect(page.text()).toContain('No SDK has sent anything to storefront in the last 24 hours.');
    expect(page.root.querySelector('[href="/setup/acme/storefront"]')).not.toBeNull();
    expect(page.text()).not.toContain('Set aside');
  });

  it('says that all of it was stored', async () => {
    const totals = { ...silence.totals, received: 12, accepted: 12 };
    const { page } = await setup({ ...silence, totals }, []);

    expect(page.text()).toContain('Everything was stored');
  });

  it('says that a spike is being cut down, and to what share', async () => {
    const spike = { since: '2026-11-25T09:00:00.000Z', keepRate: 0.1 };
    const { page } = await setup({ ...report, spike });

    expect(page.text()).toContain('so about 10 % of it is kept');
  });

  it('follows what comes in while the old numbers stay', async () => {
    const { page, live } = await setup();
    const heard = { projectId: '7', outcome: 'accepted', category: 'error', reason: '', quantity: 1 };

    live.next({ ...heard, projectId: '8' });
    await page.settle();
    expect(page.asked('GET', DAY)).toBe(false);

    live.next(heard);
    live.next(heard);
    await page.settle();
    expect(page.text()).toContain('185,225');
    const { received, accepted } = report.totals;
    const totals = { ...report.totals, received: received + 1, accepted: accepted + 1 };
    await page.answer('GET', DAY, { ...report, totals });

    expect(page.text()).toContain('185,226');
  });

  it('catches up after the live connection was down', async () => {
    const { page, state } = await setup();
    expect(page.asked('GET', DAY)).toBe(false);

    state.set('waiting');
    await page.settle();
    expect(page.text()).not.toContain('Live');
    state.set('live');
    await page.settle();

    expect(page.asked('GET', DAY)).toBe(true);
  });

  it('fails with a way to try again', async () => {
    const { page } = await open();
    await page.answer('GET', DAY, { detail: 'The database did not answer.' }, 503);
    expect(page.text()).toContain('The intake did not load The database did not answer.');

    await page.press('Retry');
    await page.answer('GET', DAY, report);

    expect(page.text()).toContain('185,225');
  });

  it('of another tenant’s project does not exist', async () => {
    const { page } = await open();
    await page.answer('GET', DAY, { detail: 'Not Found' }, 404);

    expect(page.text()).toContain('No such project');
    expect(page.root.querySelector('[href="/acme/settings/projects"]')).not.toBeNull();
  });
});

describe('items set aside', () => {
  const messages = () =>
    TestBed.inject(Toasts)
      .list()
      .map(({ text }) => text);

  it('show their bytes as they came', async () => {
    const { page, rows } = await setup();
    expect(rows('Set aside')[0]?.[2]).toContain('contexts.device is text, an object was expected');

    await page.press('View raw');
    await page.answer('GET', `${INTAKE}set-aside/${brokenItem.id}/raw/`, '{"contexts":{"device":"iPhone"}}');

    expect(page.dialog().textContent).toContain('{"contexts":{"device":"iPhone"}}');
    expect(page.dialog().querySelector('a')?.getAttribute('href')).toBe(
      `${INTAKE}set-aside/${brokenItem.id}/raw/`,
    );
    await page.press('Close', page.dialog());
  });

  it('are retried all at once, one after the other', async () => {
    const other = { ...brokenItem, id: 'other' };
    const { page } = await setup(report, [brokenItem, other]);

    await page.press('Retry both');
    const digested = { outcome: 'digested', detail: null };
    await page.answer('POST', `${INTAKE}set-aside/${brokenItem.id}/retry/`, digested, 202);
    await page.answer('POST', `${INTAKE}set-aside/other/retry/`, digested, 202);
    await page.answer('GET', `${INTAKE}set-aside/`, []);
    await page.answer('GET', DAY, report);

    expect(page.text()).toContain('Nothing is waiting');
    expect(messages()).toEqual(['2 items processed']);
  });

  it('say why they cannot be processed still', async () => {
    const { page, rows } = await setup();

    await page.press('Retry');
    const answer = { outcome: 'set_aside', detail: 'contexts.device is text' };
    await page.answer('POST', `${INTAKE}set-aside/${brokenItem.id}/retry/`, answer, 202);

    expect(rows('Set aside')).toHaveLength(1);
    expect(messages()).toEqual(['Still set aside: contexts.device is text']);
  });

  it('stay when they could not be retried', async () => {
    const { page, rows } = await setup();

    await page.press('Retry');
    await page.answer('POST', `${INTAKE}set-aside/${brokenItem.id}/retry/`, { detail: 'Busy.' }, 503);

    expect(rows('Set aside')).toHaveLength(1);
    expect(messages()).toEqual(['Not retried: Busy.']);
  });

  it('are dismissed after a question', async () => {
    const { page } = await setup();

    await page.press('Dismiss');
    expect(page.dialog().textContent).toContain('Its 6.2 kB are deleted');
    await page.press('Dismiss item', page.dialog());
    await page.answer('DELETE', `${INTAKE}set-aside/${brokenItem.id}/`, null, 204);
    await page.answer('GET', `${INTAKE}set-aside/`, []);

    expect(page.text()).toContain('Nothing is waiting');
  });

  it('are only shown to a member who may not change them', async () => {
    const { page } = await setup(report, [brokenItem], { ...acme, access: ['project:read'] });

    const names = [...page.root.querySelectorAll('[aria-labelledby=set-aside-heading] button')].map(
      (button) => button.textContent?.trim(),
    );
    expect(names).toEqual(['View raw']);
  });
});
