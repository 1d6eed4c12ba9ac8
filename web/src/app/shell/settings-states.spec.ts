import { TestBed } from '@angular/core/testing';
import { Organizations } from '@shared/data-organizations/organizations';
import { Session } from '@shared/data-session/session';
import { PageHarness } from '../../testing/page-harness';
import { acme, nadia } from '../../testing/samples';
import { settingsRoutes } from './settings-routes';

interface Page {
  readonly url: string;
  /** What the page asks for, besides the organization. */
  readonly asks: string;
  /** What the page says it is loading. */
  readonly loading: string;
  readonly failed: string;
  /** An answer without entries, and what the page makes of it. */
  readonly empty?: { readonly answer: unknown; readonly says: string };
}

const ORGANIZATION = '/api/0/organizations/acme/';
const PROJECT = '/api/0/projects/acme/storefront/';
const pages: readonly Page[] = [
  {
    url: 'members',
    asks: `${ORGANIZATION}members/?limit=100`,
    loading: 'members',
    failed: 'Members did not load',
  },
  {
    url: 'teams',
    asks: `${ORGANIZATION}teams/?limit=100`,
    loading: 'teams',
    failed: 'Teams did not load',
    empty: { answer: [], says: 'No team yet' },
  },
  {
    url: 'projects',
    asks: ORGANIZATION,
    loading: 'projects',
    failed: 'Projects did not load',
    empty: { answer: { ...acme, projects: [] }, says: 'No project yet' },
  },
  { url: 'projects/storefront', asks: PROJECT, loading: 'the project', failed: 'The project did not load' },
  {
    url: 'projects/storefront/keys',
    asks: `${PROJECT}keys/`,
    loading: 'client keys',
    failed: 'Client keys did not load',
    empty: { answer: [], says: 'No client key' },
  },
  {
    url: 'projects/storefront/filters',
    asks: `${PROJECT}intake-rules/`,
    loading: 'the filters',
    failed: 'The rules did not load',
  },
  {
    url: 'tokens',
    asks: '/api/0/api-tokens/',
    loading: 'tokens',
    failed: 'Tokens did not load',
    empty: { answer: [], says: 'No token' },
  },
];

async function open({ url, asks }: Page) {
  const page = await PageHarness.open(
    [{ path: ':org/settings', children: settingsRoutes }],
    `/acme/settings/${url}`,
  );
  TestBed.inject(Session).adopt(nadia);
  TestBed.inject(Organizations).select('acme');
  await page.settle();
  if (asks !== ORGANIZATION) await page.answer('GET', ORGANIZATION, acme);
  return page;
}

describe.each(pages)('the settings page $url', (given) => {
  const { asks, loading, failed } = given;

  it('says what it loads', async () => {
    const page = await open(given);

    const busy = [...page.root.querySelectorAll('[role=status][aria-busy=true]')];
    expect(busy.map((each) => each.getAttribute('aria-label'))).toContain(`Loading ${loading}`);
  });

  it('says why it failed and asks again', async () => {
    const page = await open(given);
    await page.answer('GET', asks, { detail: 'The database restarts.' }, 503);
    expect(page.text()).toContain(failed);
    expect(page.text()).toContain('The database restarts.');

    await page.press('Retry');

    expect(page.asked('GET', asks)).toBe(true);
  });

  it('tells what does not exist from what may not be seen', async () => {
    const page = await open(given);
    await page.answer('GET', asks, { detail: 'Not Found' }, 404);

    expect(page.text()).toMatch(/No such (organization|project|list)/);
  });
});

describe.each(pages.filter(({ empty }) => empty))('the empty settings page $url', (given) => {
  it('says what to do next', async () => {
    const page = await open(given);
    await page.answer('GET', given.asks, given.empty?.answer);

    expect(page.text()).toContain(given.empty?.says);
  });
});
