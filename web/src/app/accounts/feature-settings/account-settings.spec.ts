import { TestBed } from '@angular/core/testing';
import { Session } from '@shared/data-session/session';
import { Shortcuts } from '@shared/util-keys/shortcuts';
import { Theme } from '@shared/util-theme/theme';
import { PageHarness } from '../../../testing/page-harness';
import { nadia } from '../../../testing/samples';
import { settingsRoute } from '@shared/ui-settings/settings-page';
import { accountSettings } from '../settings-pages';

describe('the profile', () => {
  async function setup() {
    const page = await PageHarness.open(accountSettings.map(settingsRoute), '/profile');
    TestBed.inject(Session).adopt(nadia);
    await page.settle();
    return page;
  }

  it('names what changed and stores all options with it', async () => {
    const page = await setup();
    await page.type('Name', 'Nadia B.');
    await page.select('Clock').choose('12 hours');
    await page.settle();
    expect(page.text()).toContain('2 changes: Name, Clock');

    await page.press('Save changes');
    const sent = await page.answer('PUT', '/api/0/users/me/', { ...nadia, name: 'Nadia B.' });

    expect(sent).toEqual({
      name: 'Nadia B.',
      options: { timezone: null, clock24Hours: false, preferredTheme: null },
    });
    expect(TestBed.inject(Session).displayName()).toBe('Nadia B.');
  });

  it('switches the theme at once', async () => {
    const page = await setup();

    await page.press('Dark');

    expect(document.documentElement.dataset['theme']).toBe('dark');
    const sent = await page.answer('PUT', '/api/0/users/me/', nadia);
    expect(sent).toMatchObject({ options: { preferredTheme: 'dark' } });
    TestBed.inject(Theme).choose('system');
    expect(document.documentElement.dataset['theme']).toBeUndefined();
  });

  it('switches single-key shortcuts off at once', async () => {
    const page = await setup();

    page.root.querySelector<HTMLElement>('[role=switch]')?.click();
    await page.settle();

    expect(page.text()).toContain('Only keys with Ctrl or ⌘ act.');
    expect(TestBed.inject(Shortcuts).enabled()).toBe(false);
    expect(page.text()).not.toMatch(/\d changes?:/);
    TestBed.inject(Shortcuts).enable(true);
  });

  it('changes the password and says which one was wrong', async () => {
    const page = await setup();
    await page.type('Current password', 'wrong horse');
    await page.type('New password', 'battery staple');

    await page.press('Change password');
    const sent = await page.answer(
      'POST',
      '/_allauth/browser/v1/account/password/change',
      { errors: [{ code: 'enter_current_password', param: 'current_password', message: 'x' }] },
      400,
    );

    expect(sent).toEqual({ current_password: 'wrong horse', new_password: 'battery staple' });
    expect(page.field('Current password').description()).toBe('This is not your current password.');
  });
});

describe('API tokens', () => {
  const token = {
    id: 5,
    label: 'CI',
    scopes: ['org:read'],
    token: 'a1b2'.repeat(16),
    created: '2026-05-09T08:00:00Z',
  };

  async function setup(tokens: object[] = []) {
    const page = await PageHarness.open(accountSettings.map(settingsRoute), '/tokens');
    await page.answer('GET', '/api/0/api-tokens/', tokens);
    return page;
  }

  it('are shown once, when they are made', async () => {
    const page = await setup();
    expect(page.text()).toContain('No token');
    await page.type('Name', 'CI');

    await page.press('Create token');
    const sent = await page.answer('POST', '/api/0/api-tokens/', token, 201);
    await page.answer('GET', '/api/0/api-tokens/', [{ ...token, token: '' }]);

    expect(sent).toEqual({ label: 'CI', scopes: ['project:read', 'event:read', 'org:read'] });
    expect(page.text()).toContain('it is not shown again');
    expect(page.text()).toContain(token.token);
  });

  it('need a name', async () => {
    const page = await setup();

    await page.press('Create token');

    expect(page.alert()).toContain('Enter a name');
    expect(page.asked('POST', '/api/0/api-tokens/')).toBe(false);
  });

  it('are deleted after a question', async () => {
    const page = await setup([token]);

    await page.press('Delete… CI');
    expect(page.dialog().textContent).toContain('Delete token CI?');
    await page.press('Delete token', page.dialog());
    await page.answer('DELETE', '/api/0/api-tokens/5/', null, 204);

    expect(page.text()).toContain('No token');
  });

  it('say so when they do not load, and try again', async () => {
    const page = await PageHarness.open(accountSettings.map(settingsRoute), '/tokens');
    await page.answer('GET', '/api/0/api-tokens/', { detail: 'Busy' }, 500);
    expect(page.text()).toContain('Tokens did not load');

    await page.press('Retry');
    await page.answer('GET', '/api/0/api-tokens/', [token]);

    expect(page.text()).toContain('org:read');
  });
});
