import { IssuePages } from '../../../testing/issue-pages';
import { eventSample, issueSample } from '../../../testing/issue-samples';
import { EventDetail } from '../util/event-types';
import { Issue } from '../util/issue-types';

const ISSUE = '/api/0/organizations/acme/issues/5/';

async function setup({
  url = '/acme/issues/5',
  issue = {},
  event = {},
  found = true,
}: { url?: string; issue?: Partial<Issue>; event?: Partial<EventDetail>; found?: boolean } = {}) {
  const server = { issue: issueSample('5', issue), event: eventSample(event), status: 200 };
  const pages = await IssuePages.open(url, ({ request }) => {
    if (!found) return undefined;
    if (request.method === 'PUT') return { body: { updated: 1 }, status: server.status };
    if (request.url === ISSUE) return { body: server.issue };
    if (request.url === '/api/0/issues/5/tags/')
      return {
        body: [
          {
            key: 'voucher',
            name: 'Voucher',
            uniqueValues: 2,
            totalValues: 100,
            topValues: [{ value: 'AUTUMN25', count: 99 }],
          },
        ],
      };
    if (request.url === '/api/0/issues/5/activity/')
      return {
        body: [
          {
            id: '1',
            type: 'resolved',
            user: { id: '1', name: 'Nadia Berg', email: 'n@x' },
            dateCreated: '2026-11-25T06:00:00Z',
            data: {},
          },
        ],
      };
    if (request.url === '/api/0/issues/5/events/') return { body: [server.event] };
    if (request.url.startsWith('/api/0/issues/5/events/') && !request.url.includes('gone'))
      return { body: server.event };
    if (request.url.endsWith('/json/')) return { body: '{"event_id":"c"}' };
    return undefined;
  });
  return { pages, server, text: () => pages.page.text(), heading: () => pages.page.heading() };
}

describe('an issue', () => {
  it('says what it is, since when, and shows the trace of its latest event', async () => {
    const { pages, text, heading } = await setup({ issue: { isNew: true, isUnhandled: true } });

    expect(heading()).toContain('sku of 5 is undefined');
    for (const words of [
      'New in 4.18.0',
      'Unhandled',
      'STOREFRONT-5',
      'checkout/pricing.py',
      'not handled, reported by django',
      'kim@example.com',
      'voucherAUTUMN2599 %',
      'Nadia Berg resolved it',
    ])
      expect(text()).toContain(words);
    expect(document.title).toBe('TypeError: sku of 5 is undefined · storefront · Fettle');
    expect(pages.asked('GET /api/0/issues/5/events/latest/')).toHaveLength(1);
  });

  it('repeats the message of an event that says something else than its title', async () => {
    const own = 'sku of 77 is undefined';
    const entries = (eventSample().entries ?? []).map((entry) =>
      entry.type === 'exception'
        ? { ...entry, data: { values: [{ type: 'TypeError', value: own }] } }
        : entry,
    );
    const value = 'sku of 5 is undefined';
    const { pages } = await setup({ event: { entries } });
    const head = () =>
      pages.root.querySelector('#trace .trace__head')?.textContent?.replace(/\s+/g, ' ') ?? '';

    expect(head()).toContain(`TypeError ${own}`);
    expect(pages.page.heading()).toContain(value);
  });

  it('has no heading over contexts that did not come', async () => {
    const { pages } = await setup({ event: { contexts: {}, user: null, sdk: null } });

    const headings = [...pages.root.querySelectorAll('h2')].map((each) => each.textContent);
    expect(headings).toContain('Tags');
    expect(headings).not.toContain('Contexts');
  });

  it('does not repeat in the trace what its title says', async () => {
    const entries = [
      { type: 'exception', data: { values: [{ type: 'TypeError', value: 'sku of 5 is undefined' }] } },
    ];
    const { pages } = await setup({ event: { entries } });

    const head = pages.root.querySelector('#trace .trace__head')?.textContent ?? '';
    expect(head).toContain('TypeError');
    expect(head).not.toContain('sku of 5');
  });

  it('is resolved with E, says so, and is reopened with Z', async () => {
    const { pages, text } = await setup();

    await pages.key('e');
    expect(pages.root.querySelector('.issue-head')?.textContent).toContain('Resolved');
    await pages.key('z');

    expect(pages.root.querySelector('.issue-head__meta')?.textContent).not.toContain('Resolved');
    expect(pages.sent.filter(({ line }) => line.startsWith('PUT')).map(({ body }) => body)).toEqual([
      { status: 'resolved' },
      { status: 'unresolved' },
    ]);
    expect(text()).toContain('Resolve');
  });

  it('takes the next change while the server still works on the last one', async () => {
    const { pages } = await setup();

    // The page settles without an answer to what it asked.
    await pages.page.press('Ignore');
    await pages.page.press('Reopen');
    await pages.settle();

    expect(pages.sent.filter(({ line }) => line.startsWith('PUT')).map(({ body }) => body)).toEqual([
      { status: 'ignored' },
      { status: 'unresolved' },
    ]);
    expect(pages.root.querySelector('.issue-head__meta')?.textContent).not.toContain('Ignored');
  });

  it('keeps its status when the server refuses the change', async () => {
    const { pages, server } = await setup();
    server.status = 500;

    await pages.press('Ignore');

    expect(pages.root.querySelector('.issue-head__meta')?.textContent).not.toContain('Ignored');
  });

  it('says that it came back', async () => {
    const { text } = await setup({ issue: { isRegressed: true, regressedAt: '2026-11-25T06:00:00Z' } });

    expect(text()).toContain('It was resolved and came back');
  });

  it('goes to older events with [ and names them in the URL', async () => {
    const { pages } = await setup();

    await pages.key('[');

    expect(pages.page.url).toBe(`/acme/issues/5/events/${'b'.repeat(32)}`);
    expect(pages.asked(`/events/${'b'.repeat(32)}/`)).toHaveLength(1);
  });

  it('announces newer events instead of replacing the one being read', async () => {
    const { pages, server, text } = await setup();
    server.issue = { ...server.issue, count: '1206' };
    server.event = eventSample({ eventID: 'd'.repeat(32), title: 'Newest' });

    for (const kind of ['updated', 'updated'] as const)
      pages.live.next({ projectId: '7', issueId: '5', kind, title: '', level: '', shortId: '' });
    await pages.settle(900);
    expect(text()).toContain('1,206');
    expect(text()).toContain('cccccccc');
    await pages.press('2 newer events');

    expect(text()).toContain('dddddddd');
  });

  it('shows a message when an event has no trace', async () => {
    const { text } = await setup({
      event: { title: 'Hello', entries: [{ type: 'message', data: { formatted: 'Hello, Fettle' } }] },
    });

    expect(text()).toContain('Hello, Fettle');
    expect(text()).toContain('This event came without a stack trace.');
  });

  it('says what may have happened when it is not there', async () => {
    const { text } = await setup({ found: false });

    expect(text()).toContain('No such issue');
    expect(text()).toContain('It was deleted, merged into another issue, aged out');
    expect(text()).toContain('Go to issues');
  });

  it('keeps its head when only an event is gone', async () => {
    const { text, heading } = await setup({ url: '/acme/issues/5/events/gone' });

    expect(heading()).toContain('sku of 5');
    expect(text()).toContain('No such event');
    expect(text()).toContain('Open the latest event');
  });

  it('lists its events, its tags and an event’s JSON on pages of their own', async () => {
    const { pages, text } = await setup({ url: '/acme/issues/5/events' });
    expect(text()).toContain('kim@example.com');
    expect(pages.root.querySelector('td a')?.getAttribute('href')).toBe(
      `/acme/issues/5/events/${'c'.repeat(32)}`,
    );

    await pages.press('Tags');
    expect(pages.page.url).toBe('/acme/issues/5/tags');
    expect(pages.root.querySelector('.tag-card a')?.getAttribute('href')).toBe(
      '/acme/issues?query=voucher:AUTUMN25',
    );

    await pages.go('/acme/issues/5/events/c/json');
    expect(pages.root.querySelector('pre')?.textContent).toContain('"event_id": "c"');
  });
});
