import { TestBed } from '@angular/core/testing';
import { Organizations } from '@shared/data-organizations/organizations';
import { Session } from '@shared/data-session/session';
import { Toasts } from '@shared/ui-toast/toasts';
import { PageHarness } from '../../../testing/page-harness';
import { acme, defaultKey, nadia, storefront } from '../../../testing/samples';
import { settingsRoute } from '@shared/ui-settings/settings-page';
import { projectSettings } from '../settings-pages';

const routes = [{ path: ':org/settings', children: projectSettings.map(settingsRoute) }];
const PROJECT = '/api/0/projects/acme/storefront/';

async function open(url: string, organization: object = acme) {
  const page = await PageHarness.open(routes, `/acme/settings/${url}`);
  TestBed.inject(Session).adopt(nadia);
  TestBed.inject(Organizations).select('acme');
  await page.settle();
  await page.answer('GET', '/api/0/organizations/acme/', organization);
  return page;
}

describe('client keys', () => {
  async function setup(keys: object[] = [defaultKey], organization?: object) {
    const page = await open('projects/storefront/keys', organization);
    await page.answer('GET', `${PROJECT}keys/`, keys);
    return page;
  }

  it('show their DSN, state and limit', async () => {
    const page = await setup([{ ...defaultKey, rateLimit: { count: 60, window: 60 } }]);

    expect(page.text()).toContain(defaultKey.dsn.public);
    expect(page.text()).toContain('Active');
    expect(page.text()).toContain('60 per minute');
    expect(document.title).toBe('Client keys · storefront · Fettle');
  });

  it('are created with a name and a limit', async () => {
    const page = await setup();

    await page.press('Create key');
    await page.type('Name', 'Android 9.x', page.dialog());
    await page.type('Rate limit', '60', page.dialog());
    await page.press('Create key', page.dialog());
    const sent = await page.answer(
      'POST',
      `${PROJECT}keys/`,
      { ...defaultKey, id: 'other', name: 'Android 9.x' },
      201,
    );

    expect(sent).toEqual({ name: 'Android 9.x', rateLimit: { count: 60, window: 60 } });
    expect([...page.root.querySelectorAll('h2')].map((heading) => heading.textContent)).toEqual([
      'Default',
      'Android 9.x',
    ]);
  });

  it('stay in the dialog with the reason when they are not saved', async () => {
    const page = await setup();
    await page.press('Create key');
    await page.type('Name', 'Android 9.x', page.dialog());

    await page.press('Create key', page.dialog());
    await page.answer('POST', `${PROJECT}keys/`, { detail: 'Too many keys.' }, 403);

    expect(page.dialog().textContent).toContain('Not saved: Too many keys.');
    await page.press('Cancel', page.dialog());
  });

  it('are disabled at once and enabled again by undo', async () => {
    const page = await setup();

    await page.press('More actions for Default');
    await page.press('Disable', page.overlay());
    const sent = await page.answer('PUT', `${PROJECT}keys/${defaultKey.id}/`, {
      ...defaultKey,
      isActive: false,
    });
    expect(sent).toEqual({ name: 'Default', rateLimit: null, isActive: false });
    expect(page.text()).toContain('Disabled');

    const toasts = TestBed.inject(Toasts);
    toasts.undo(toasts.list()[0] as never);
    await page.settle();
    await page.answer('PUT', `${PROJECT}keys/${defaultKey.id}/`, defaultKey);
    expect(page.text()).toContain('Active');
  });

  it('are deleted after a question', async () => {
    const page = await setup();

    await page.press('More actions for Default');
    await page.press('Delete…', page.overlay());
    await page.press('Delete key', page.dialog());
    await page.answer('DELETE', `${PROJECT}keys/${defaultKey.id}/`, null, 204);

    expect(page.text()).toContain('No client key');
  });

  it('are only shown to a member who may not change them', async () => {
    const page = await setup([defaultKey], { ...acme, access: ['project:read'] });

    expect(page.text()).toContain(defaultKey.dsn.public);
    expect(page.text()).not.toContain('Create key');
    expect(page.text()).not.toContain('Edit');
  });

  it('say that a project does not exist', async () => {
    const page = await open('projects/storefront/keys');
    await page.answer('GET', `${PROJECT}keys/`, { detail: 'Not Found' }, 404);

    expect(page.text()).toContain('No such project');
  });
});

describe('project settings', () => {
  async function setup() {
    const page = await open('projects/storefront');
    await page.answer('GET', PROJECT, storefront);
    return page;
  }

  it('save what changed and follow a new slug', async () => {
    const page = await setup();
    await page.type('Slug', 'shop');
    await page.type('Throttle', '25');
    expect(page.text()).toContain('2 changes: Slug, Throttle');

    await page.press('Save changes');
    const sent = await page.answer('PUT', PROJECT, { ...storefront, slug: 'shop' });

    expect(sent).toEqual({
      name: 'storefront',
      slug: 'shop',
      platform: 'javascript-react',
      eventThrottleRate: 25,
    });
    expect(page.url).toBe('/acme/settings/projects/shop');
  });

  it('do not send a slug that cannot work', async () => {
    const page = await setup();
    await page.type('Slug', 'Store Front');

    await page.press('Save changes');

    expect(page.field('Slug').description()).toContain('Use store-front.');
    expect(page.asked('PUT', PROJECT)).toBe(false);
  });

  it('delete only after the name was typed', async () => {
    const page = await setup();
    await page.press('Delete…');
    await page.press('Delete project', page.dialog());
    expect(page.asked('DELETE', PROJECT)).toBe(false);

    await page.type('Type storefront to confirm', 'storefront', page.dialog());
    await page.press('Delete project', page.dialog());
    await page.answer('DELETE', PROJECT, null, 204);

    expect(page.url).toBe('/acme/settings/projects');
  });
});
