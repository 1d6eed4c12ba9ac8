import { HttpTestingController, TestRequest } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { Subject } from 'rxjs';
import { LiveIssue, LiveState, LiveUpdates } from '../app/shared/data-live/live-updates';
import { Organizations } from '../app/shared/data-organizations/organizations';
import { Session } from '../app/shared/data-session/session';
import { issuesRoutes } from '../app/issues/issues-routes';
import { PageHarness } from './page-harness';
import { acme, nadia, storefront } from './samples';

type Answer = (
  request: TestRequest,
) => { body: unknown; status?: number; headers?: Record<string, string> } | undefined;

const busyOrganization = { ...acme, projects: [{ ...storefront, firstEvent: 'x' }], access: ['event:write'] };

/** The pages of issues with a server that answers every request at once, and a live stream the test speaks through. */
export class IssuePages {
  readonly live = new Subject<LiveIssue>();
  readonly state = signal<LiveState>('waiting');
  /** Method and address of each request, and what was sent. */
  readonly sent: { readonly line: string; readonly body: unknown }[] = [];
  private opened: PageHarness | undefined;

  private constructor(private readonly answer: Answer) {}

  static async open(url: string, answer: Answer, organization: object = busyOrganization) {
    // Not part of the simulated browser.
    window.scrollTo = () => undefined;
    const pages = new IssuePages((request) =>
      request.request.url === '/api/0/organizations/acme/' ? { body: organization } : answer(request),
    );
    const stream = { state: pages.state, issues: pages.live, requests: new Subject() };
    pages.opened = await PageHarness.open(
      [
        { path: ':org/issues', children: issuesRoutes },
        { path: '**', children: [] },
      ],
      '/',
      [{ provide: LiveUpdates, useValue: { open: () => stream } }],
    );
    TestBed.inject(Session).adopt(nadia);
    TestBed.inject(Organizations).select('acme');
    await pages.go(url);
    return pages;
  }

  get page(): PageHarness {
    if (!this.opened) throw new Error('Not open');
    return this.opened;
  }

  get root(): HTMLElement {
    return this.page.root;
  }

  async go(url: string): Promise<void> {
    await TestBed.inject(Router).navigateByUrl(url);
    await this.settle();
  }

  async press(name: string): Promise<void> {
    await this.page.press(name);
    await this.settle();
  }

  async key(key: string, shiftKey = false): Promise<void> {
    (document.activeElement ?? document.body).dispatchEvent(
      new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }),
    );
    await this.settle();
  }

  /** Waits for pages and timers up to `milliseconds`, answering what is asked. */
  async settle(milliseconds = 0): Promise<void> {
    const until = Date.now() + milliseconds;
    let isQuiet = false;
    while (!isQuiet || Date.now() < until) {
      await this.page.settle();
      isQuiet = this.answerAll() === 0;
    }
  }

  asked(part: string): readonly string[] {
    return this.sent.map(({ line }) => line).filter((line) => line.includes(part));
  }

  private answerAll(): number {
    const open = TestBed.inject(HttpTestingController).match(() => true);
    for (const request of open) {
      this.sent.push({
        line: `${request.request.method} ${request.request.urlWithParams}`,
        body: request.request.body,
      });
      if (request.cancelled) continue;
      const {
        body,
        status = 200,
        headers,
      } = this.answer(request) ?? { body: { detail: 'Not Found' }, status: 404 };
      request.flush(body as object, { status, statusText: String(status), headers });
    }
    return open.length;
  }
}
