import { Component } from '@angular/core';
import { PageHarness } from '../../testing/page-harness';
import { acme, nadia } from '../../testing/samples';
import { leadHome, leadToTokens } from './lead-home';

@Component({ selector: 'test-page', template: 'a page' })
class Page {}

const routes = [
  { path: '', pathMatch: 'full' as const, canActivate: [leadHome], component: Page },
  { path: 'profile/auth-tokens', canActivate: [leadToTokens], component: Page },
  { path: '**', component: Page },
];

describe('the way home', () => {
  async function setup(url: string) {
    const page = await PageHarness.open(routes, '/elsewhere');
    page.go(url);
    await page.settle();
    return page;
  }

  beforeEach(() => localStorage.removeItem('fettle.organization'));

  it('leads visitors to log in', async () => {
    const page = await setup('/');
    await page.answer('GET', '/api/0/', { user: null });

    expect(page.url).toBe('/login');
  });

  it('leads to the issues of the organization that was open last', async () => {
    localStorage.setItem('fettle.organization', 'side');
    const page = await setup('/');
    await page.answer('GET', '/api/0/', { user: nadia });
    await page.answerAll('GET', '/api/0/organizations/', [acme, { ...acme, slug: 'side' }]);

    expect(page.url).toBe('/side/issues');
  });

  it('leads a new account to its first step', async () => {
    const page = await setup('/');
    await page.answer('GET', '/api/0/', { user: nadia });
    await page.answerAll('GET', '/api/0/organizations/', []);

    expect(page.url).toBe('/setup');
  });

  it('knows where sentry-cli sends people for a token', async () => {
    const page = await setup('/profile/auth-tokens');
    await page.answer('GET', '/api/0/', { user: nadia });
    await page.answerAll('GET', '/api/0/organizations/', [acme]);

    expect(page.url).toBe('/acme/settings/tokens');
  });
});
