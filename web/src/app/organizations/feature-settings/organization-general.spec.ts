import { TestBed } from '@angular/core/testing';
import { Organizations } from '@shared/data-organizations/organizations';
import { Session } from '@shared/data-session/session';
import { PageHarness } from '../../../testing/page-harness';
import { acme, nadia } from '../../../testing/samples';
import { settingsRoute } from '@shared/ui-settings/settings-page';
import { organizationSettings } from '../settings-pages';

const LIMIT = '/api/0/organizations/acme/intake-limit/';

describe('an organization’s settings', () => {
  async function setup(limit: object = { rateLimit: null }, status = 200) {
    const page = await PageHarness.open(
      [{ path: ':org/settings', children: organizationSettings.map(settingsRoute) }],
      '/acme/settings',
    );
    TestBed.inject(Session).adopt(nadia);
    TestBed.inject(Organizations).select('acme');
    await page.settle();
    await page.answer('GET', '/api/0/organizations/acme/', acme);
    await page.answer('GET', LIMIT, limit, status);
    return page;
  }

  it('limit the requests of all its projects', async () => {
    const page = await setup();
    await page.type('Rate limit', '5000');
    expect(page.text()).toContain('1 change: Rate limit');

    await page.press('Save changes');
    const stored = { rateLimit: { count: 5000, window: 3600 } };
    expect(await page.answer('PUT', LIMIT, stored)).toEqual(stored);

    expect(page.text()).not.toMatch(/\d changes?:/);
  });

  it('take the limit away when it is emptied', async () => {
    const page = await setup({ rateLimit: { count: 60, window: 90 } });
    expect(page.text()).toContain('per 90 s');
    await page.type('Rate limit', '');

    await page.press('Save changes');

    expect(await page.answer('PUT', LIMIT, { rateLimit: null })).toEqual({ rateLimit: null });
    expect(page.text()).not.toMatch(/\d changes?:/);
  });

  it('save a name without touching the limit', async () => {
    const page = await setup();
    await page.type('Name', 'Acme Shops');

    await page.press('Save changes');
    const sent = await page.answer('PUT', '/api/0/organizations/acme/', { ...acme, name: 'Acme Shops' });

    expect(sent).toEqual({ name: 'Acme Shops' });
    expect(page.asked('PUT', LIMIT)).toBe(false);
  });

  it('let each project decide whether addresses are shortened', async () => {
    const page = await setup();
    page.root.querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
    await page.settle();
    expect(page.text()).toContain('1 change: Shorten IP addresses');

    await page.press('Save changes');
    const sent = await page.answer('PUT', '/api/0/organizations/acme/', { ...acme, scrubIPAddresses: false });

    expect(sent).toEqual({ scrubIPAddresses: false });
    expect(page.text()).not.toMatch(/\d changes?:/);
  });

  it('do not send a limit that cannot be', async () => {
    const page = await setup();
    await page.type('Rate limit', '0');

    await page.press('Save changes');

    expect(page.field('Rate limit').description()).toContain('Enter a whole number from 1 to 1000000000');
    expect(page.asked('PUT', LIMIT)).toBe(false);
  });

  it('work without the limit where a server does not give it', async () => {
    const page = await setup({ detail: 'Not Found' }, 404);

    expect(page.field('Name').input.value).toBe('Acme Retail');
    expect(page.text()).not.toContain('Rate limit');
  });
});
