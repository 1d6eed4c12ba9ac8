import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { LiveIssue, LiveRequest, LiveUpdates } from '@shared/data-live/live-updates';
import { Subject } from 'rxjs';
import { PageHarness } from '../../../testing/page-harness';
import { defaultKey, storefront } from '../../../testing/samples';
import { projectSetupRoutes } from '../setup-routes';

@Component({ selector: 'test-issue', template: 'the issue' })
class Issue {}

const PROJECT = '/api/0/projects/acme/storefront/';

/** A live connection that the test speaks through. */
class FakeLive {
  readonly state = signal<'waiting' | 'live'>('waiting');
  readonly issues = new Subject<LiveIssue>();
  readonly requests = new Subject<LiveRequest>();
  open = () => this;
}

describe('the first event page', () => {
  async function setup(project: object = storefront) {
    const live = new FakeLive();
    const routes = [
      { path: 'setup', children: projectSetupRoutes },
      { path: ':org/issues/:issueId', component: Issue },
    ];
    const page = await PageHarness.open(routes, '/setup/acme/storefront', [
      { provide: LiveUpdates, useValue: live },
    ]);
    await page.answer('GET', PROJECT, project);
    await page.answer('GET', `${PROJECT}keys/`, [defaultKey]);
    return { page, live };
  }

  const request = { projectId: '7', outcome: 'accepted', category: 'error', reason: '', quantity: 1 };

  it('fills the DSN into the guide of the platform', async () => {
    const { page } = await setup();

    expect(page.heading()).toBe('Send the first event from storefront');
    expect(page.text()).toContain('npm install @sentry/react');
    expect(page.text()).toContain(`dsn: "${defaultKey.dsn.public}"`);
  });

  it('switches the package manager', async () => {
    const { page } = await setup();

    await page.press('yarn');

    expect(page.text()).toContain('yarn add @sentry/react');
  });

  it('lists requests as they come, refused ones with their reason, and not those of other projects', async () => {
    const { page, live } = await setup();
    live.state.set('live');
    await page.settle();
    expect(page.text()).toContain('Waiting for the first event');

    live.requests.next({ ...request, outcome: 'rate_limited', reason: 'key_rate_limit' });
    live.requests.next({ ...request, projectId: '8', category: 'transaction' });
    await page.settle();

    expect(page.text()).toContain('1 error over the rate limit: more than the client key’s limit');
    expect(page.text()).toContain('the event was not kept');
    expect(page.root.querySelector('[href$="/projects/storefront/intake"]')?.textContent).toBe(
      'What to do about it',
    );
    expect(page.text()).not.toContain('transaction');
  });

  it('opens the issue of the first error', async () => {
    const { page, live } = await setup();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });

    live.issues.next({
      projectId: '7',
      issueId: '5',
      kind: 'new',
      title: 'Error: Hello, Fettle',
      level: 'error',
      shortId: 'STOREFRONT-1',
    });
    TestBed.tick();
    expect(page.text()).toContain('Error: Hello, Fettle is now STOREFRONT-1.');
    vi.advanceTimersByTime(1600);
    vi.useRealTimers();
    await page.settle();

    expect(page.url).toBe('/acme/issues/5');
  });

  it('notices an event that came while the connection was down', async () => {
    const { page, live } = await setup();

    live.state.set('live');
    await page.settle();
    await page.answer('GET', PROJECT, { ...storefront, firstEvent: '2026-11-25T07:00:00.000Z' });

    expect(page.text()).toContain('First event received');
    expect(page.text()).toContain('Open issues');
  });
});
