import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { Session } from '@shared/data-session/session';
import { rules, wishes } from '../../../testing/intake-samples';
import { PageHarness } from '../../../testing/page-harness';
import { acme, nadia } from '../../../testing/samples';
import { settingsRoute } from '@shared/ui-settings/settings-page';
import { projectSettings } from '../settings-pages';

const RULES = '/api/0/projects/acme/storefront/intake-rules/';

async function open(organization: object = acme) {
  const page = await PageHarness.open(
    [
      { path: ':org/settings', children: projectSettings.map(settingsRoute) },
      { path: '**', children: [] },
    ],
    '/acme/settings/projects/storefront/filters',
  );
  TestBed.inject(Session).adopt(nadia);
  TestBed.inject(Organizations).select('acme');
  await page.settle();
  await page.answer('GET', '/api/0/organizations/acme/', organization);
  return page;
}

async function setup(stored: object = rules, organization?: object) {
  const page = await open(organization);
  await page.answer('GET', RULES, stored);
  const box = (label: string) =>
    [...page.root.querySelectorAll('label')]
      .find((each) => each.textContent?.includes(label))
      ?.querySelector('input') as HTMLInputElement;
  const choose = async (label: string) => {
    box(label).click();
    await page.settle();
  };
  return { page, box, choose };
}

describe('filters and scrubbing', () => {
  it('show the rules as they are', async () => {
    const { page, box } = await setup();

    expect(box('Errors of browser extensions').checked).toBe(true);
    expect(box('Events from localhost').checked).toBe(false);
    expect(page.field('Releases').input.value).toBe('1.*\n*-snapshot');
    expect(page.field('Allowed domains').input.value).toBe('*');
    expect(page.text()).not.toMatch(/\d changes?:/);
    expect(document.title).toBe('Filters and scrubbing · storefront · Fettle');
  });

  it('say who decides when the organization shortens addresses', async () => {
    const scrubbing = { ...rules.scrubbing, ipAddresses: false, organizationIpAddresses: true };
    const { page, box } = await setup({ ...rules, scrubbing });

    expect(box('Shorten IP addresses').checked).toBe(true);
    expect(box('Shorten IP addresses').disabled).toBe(true);
    expect(page.text()).toContain('The organization shortens them in all its projects');
    expect(page.text()).not.toMatch(/\d changes?:/);
  });

  it('send all rules with what was changed', async () => {
    const { page, choose } = await setup();
    await choose('Events from localhost');
    await page.type('Addresses of senders', '203.0.113.0/24\n\n 2001:db8::/32 ');
    await page.type('Rate limit', '5000');
    expect(page.text()).toContain('3 changes: Events from localhost, Addresses of senders, Rate limit');

    await page.press('Save changes');
    const expected = {
      ...wishes,
      filters: { ...wishes.filters, localhost: true, addresses: ['203.0.113.0/24', '2001:db8::/32'] },
      rateLimit: { count: 5000, window: 3600 },
    };
    expect(page.text()).toContain('Saving');
    expect(await page.answer('PUT', RULES, { ...rules, ...expected })).toEqual(expected);

    expect(page.text()).not.toMatch(/\d changes?:/);
  });

  it('name a line that cannot work, at its field, and do not send it', async () => {
    const { page } = await setup();
    await page.type('Addresses of senders', '203.0.113.0/24\nexample.com');
    expect(page.field('Addresses of senders').description()).toContain('One per line');

    await page.press('Save changes');

    expect(page.field('Addresses of senders').description()).toContain('“example.com” is not an address.');
    expect(document.activeElement).toBe(page.field('Addresses of senders').input);
    expect(page.asked('PUT', RULES)).toBe(false);
  });

  it('put what the server refuses at its field', async () => {
    const { page } = await setup();
    await page.type('Error messages', '*timeout*');
    await page.press('Save changes');
    const detail = [{ loc: ['body', 'filters', 'errorMessages'], msg: 'At most 100 lines: remove some.' }];
    await page.answer('PUT', RULES, { detail }, 422);

    expect(page.field('Error messages').description()).toBe('At most 100 lines: remove some.');
    expect(page.text()).toContain('1 change: Error messages');

    await page.type('Error messages', '*timed out*');
    expect(page.field('Error messages').description()).toContain('One per line');
  });

  it('say above the form what else the server answers', async () => {
    const { page, choose } = await setup();
    await choose('Spike protection');
    await page.press('Save changes');
    await page.answer('PUT', RULES, { detail: 'Your role does not allow this.' }, 403);

    expect(page.root.querySelector('[role=alert]')?.textContent).toContain(
      'Not saved: Your role does not allow this.',
    );
  });

  it('ask before they are left unsaved, and can be taken back', async () => {
    const { page, choose } = await setup();
    await choose('Spike protection');

    const leaving = TestBed.inject(Router).navigateByUrl('/acme/settings/projects');
    await vi.waitFor(() => page.dialog());
    expect(page.dialog().textContent).toContain('Your changes are lost: Spike protection.');
    await page.press('Stay here', page.dialog());
    expect(await leaving).toBe(false);

    await page.press('Discard');
    expect(page.text()).not.toMatch(/\d changes?:/);
  });

  it('cannot be changed by a member', async () => {
    const { page, box } = await setup(rules, { ...acme, access: ['project:read'] });

    expect(box('Spike protection').disabled).toBe(true);
    expect(page.field('Releases').input.disabled).toBe(true);
    expect(page.text()).toContain('Admins of the organization can change it.');
  });

  it('of another tenant’s project do not exist', async () => {
    const page = await open();
    await page.answer('GET', RULES, { detail: 'Not Found' }, 404);

    expect(page.text()).toContain('No such project');
  });
});
