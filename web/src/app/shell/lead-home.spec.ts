import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
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
  /** Where `url` leads for that account with those organizations. */
  async function lead(url: string, user: object | null, organizations: object[] = []): Promise<string> {
    TestBed.configureTestingModule({
      providers: [provideRouter(routes), provideHttpClient(), provideHttpClientTesting()],
    });
    const http = TestBed.inject(HttpTestingController);
    const served = setInterval(() => {
      http.match('/api/0/').forEach((request) => request.flush({ user }));
      http.match('/api/0/organizations/').forEach((request) => request.flush(organizations));
    });
    await TestBed.inject(Router).navigateByUrl(url);
    clearInterval(served);
    return TestBed.inject(Router).url;
  }

  beforeEach(() => localStorage.removeItem('fettle.organization'));

  it('leads visitors to log in', async () => {
    expect(await lead('/', null)).toBe('/login');
  });

  it('leads to the issues of the organization that was open last', async () => {
    localStorage.setItem('fettle.organization', 'side');

    expect(await lead('/', nadia, [acme, { ...acme, slug: 'side' }])).toBe('/side/issues');
  });

  it('leads a new account to its first step', async () => {
    expect(await lead('/', nadia)).toBe('/setup');
  });

  it('knows where sentry-cli sends people for a token', async () => {
    expect(await lead('/profile/auth-tokens', nadia, [acme])).toBe('/acme/settings/tokens');
  });

  it('comes back to the tokens after logging in', async () => {
    expect(await lead('/profile/auth-tokens', null)).toBe('/login?next=%2Fprofile%2Fauth-tokens');
  });
});
