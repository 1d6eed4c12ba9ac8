import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Session } from '@shared/data-session/session';
import { issueSample } from '../../testing/issue-samples';
import { PageHarness } from '../../testing/page-harness';
import { acme, nadia } from '../../testing/samples';
import { OrganizationShell } from './organization-shell';

@Component({ selector: 'test-page', template: '<h1>the page</h1>' })
class Page {}

const routes = [
  { path: 'login', component: Page },
  { path: ':org', component: OrganizationShell, children: [{ path: '**', component: Page }] },
];

describe('the shell', () => {
  async function setup(organization: object = acme, status = 200) {
    const page = await PageHarness.open(routes, '/acme/issues');
    TestBed.inject(Session).adopt(nadia);
    await page.settle();
    await page.answer('GET', '/api/0/organizations/acme/', organization, status);
    await page.answer('GET', '/api/0/organizations/', [
      acme,
      { ...acme, id: '9', slug: 'side', name: 'Side Project' },
    ]);
    return page;
  }

  it('links only to what works', async () => {
    const page = await setup();

    const links = [...page.root.querySelectorAll('aside a')].map((link) => link.textContent?.trim());
    expect(links).toEqual(['Fettle', 'Issues', 'Settings']);
    expect(page.root.querySelector('aside [aria-current=page]')?.textContent?.trim()).toBe('Issues');
  });

  it('switches the organization', async () => {
    const page = await setup();

    page.root.querySelector<HTMLElement>('[title="Acme Retail: switch organization"]')?.click();
    await page.settle();
    const names = [...page.overlay().querySelectorAll('[role=menuitem]')].map((item) =>
      item.textContent?.trim(),
    );

    expect(names).toEqual(['AAcme Retail (open)', 'SSide Project', 'Create organization']);
  });

  it('goes to settings with G S and shows all keys with ?', async () => {
    const page = await setup();
    const press = (key: string) =>
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

    press('g');
    press('s');
    await page.settle();
    expect(page.url).toBe('/acme/settings');

    press('?');
    await page.settle();
    expect(page.dialog().textContent).toContain('Go to issues');
    await page.press('Close', page.dialog());
  });

  it('jumps by typing', async () => {
    const page = await setup();

    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }));
    await vi.waitFor(() => page.dialog());
    await page.settle();
    const field = page.dialog().querySelector('input') as HTMLInputElement;
    field.value = 'keys store';
    field.dispatchEvent(new Event('input'));
    await page.settle();
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    await page.settle();

    expect(page.url).toBe('/acme/settings/projects/storefront/keys');
  });

  it('jumps to an issue by its number', async () => {
    const page = await setup();

    await page.press('Search or jumpCtrl K');
    await vi.waitFor(() => page.dialog());
    await page.settle();
    const field = page.dialog().querySelector('input') as HTMLInputElement;
    field.value = 'STOREFRONT-5';
    field.dispatchEvent(new Event('input'));
    await vi.waitFor(() =>
      page.answer('GET', '/api/0/organizations/acme/issues/?query=STOREFRONT-5&limit=6', [issueSample('5')]),
    );
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    await page.settle();

    expect(page.url).toBe('/acme/issues/5');
  });

  it('logs out', async () => {
    const page = await setup();

    page.root.querySelector<HTMLElement>('[title="Nadia Berg"][type=button]')?.click();
    await page.settle();
    await page.press('Log out', page.overlay());
    await page.answer('DELETE', '/_allauth/browser/v1/auth/session', { status: 401 }, 401);

    expect(TestBed.inject(Session).account()).toBeNull();
    expect(page.url).toBe('/login');
  });

  it('says that an organization does not exist, in place of the page', async () => {
    const page = await setup({ detail: 'Not Found' }, 404);

    expect(page.text()).toContain('No such organization');
    expect(page.text()).not.toContain('the page');
  });
});
