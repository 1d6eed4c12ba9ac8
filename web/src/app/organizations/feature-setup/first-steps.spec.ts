import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Session } from '@shared/data-session/session';
import { PageHarness } from '../../../testing/page-harness';
import { acme, nadia } from '../../../testing/samples';
import { setupRoutes } from '../setup-routes';

@Component({ selector: 'test-next', template: 'next step' })
class Next {}

const routes = [
  { path: 'setup', children: [...setupRoutes, { path: ':org/project', component: Next }] },
  { path: '**', component: Next },
];

async function open(url: string) {
  const page = await PageHarness.open(routes, url);
  TestBed.inject(Session).adopt(nadia);
  await page.settle();
  return page;
}

describe('the first steps', () => {
  it('create an organization and go on to its team', async () => {
    const page = await open('/setup');
    await page.answer('GET', '/api/0/organizations/', []);
    expect(page.heading()).toBe('Name your organization');
    await page.type('Name', ' Acme Retail ');

    await page.press('Create organization');
    const sent = await page.answer('POST', '/api/0/organizations/', acme, 201);

    expect(sent).toEqual({ name: 'Acme Retail' });
    expect(page.url).toBe('/setup/acme/team');
  });

  it('say why an organization was not created', async () => {
    const page = await open('/setup');
    await page.answer('GET', '/api/0/organizations/', [acme]);
    await page.type('Name', 'Acme');

    await page.press('Create organization');
    await page.answer('POST', '/api/0/organizations/', { detail: 'Organization creation is closed.' }, 403);

    expect(page.alert()).toBe('Not created: Organization creation is closed.');
    expect(page.text()).toContain('only administrators create organizations');
  });

  it('create a team under a slug and go on to its project', async () => {
    const page = await open('/setup/acme/team');
    await page.answer('GET', '/api/0/organizations/acme/', acme);
    await page.type('Team', 'Web Platform');
    expect(page.field('Team').description()).toBe('Shown as web-platform');

    await page.press('Create team');
    const sent = await page.answer(
      'POST',
      '/api/0/organizations/acme/teams/',
      { id: '4', slug: 'web-platform' },
      201,
    );

    expect(sent).toEqual({ slug: 'web-platform' });
    expect(page.url).toBe('/setup/acme/project?team=web-platform');
  });

  it('do not ask for a team that exists', async () => {
    const page = await open('/setup/acme/team');
    await page.answer('GET', '/api/0/organizations/acme/', acme);
    await page.type('Team', 'web');

    await page.press('Create team');

    expect(page.alert()).toContain('Team web exists already');
    expect(page.asked('POST', '/api/0/organizations/acme/teams/')).toBe(false);
  });
});
