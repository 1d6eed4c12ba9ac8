import { LIST, openIssueList } from '../../../testing/issue-list-page';
import { issueSample } from '../../../testing/issue-samples';

describe('the issue list', () => {
  it('shows of each issue what it is, where, and how much it hurts', async () => {
    const { rows, text, pages } = await openIssueList();

    expect(text(rows()[0])).toContain('TypeError sku of 1 is undefined');
    for (const word of [
      'New',
      'Unhandled',
      'storefront',
      'useLinePrice(src/cart/LineItem.tsx)',
      '1,204',
      '318',
    ])
      expect(text(rows()[0])).toContain(word);
    expect(text(rows()[1])).toContain('Regressed');
    expect(rows()[0]?.querySelector('.spark')?.getAttribute('aria-label')).toBe(
      'Events per hour, last 24 hours: now 3, peak 12',
    );
    expect(pages.root.querySelector('[role=table]')?.getAttribute('aria-label')).toBe(
      'Issues, sorted by last seen',
    );
    expect(rows()[0]?.querySelectorAll('a, button, input, [tabindex="0"]')).toHaveLength(2);
  });

  it('names its views with their counts and marks the open one', async () => {
    const { pages, text } = await openIssueList();
    const views = [...pages.root.querySelectorAll('nav[aria-label=Views] a')];

    expect(views.map(text)).toEqual(['Unresolved 1,000+', 'New 4', 'Regressed 2', 'Ignored', 'Resolved 9']);
    expect(views.map((view) => view.getAttribute('aria-current'))).toEqual(['page', null, null, null, null]);
  });

  it('asks the server for what the URL says', async () => {
    const { pages } = await openIssueList({
      url: '/acme/issues?query=is:ignored%20level:error&project=7&environment=production&start=now-14d&sort=-count',
    });

    const asked = new URL(pages.asked(`GET ${LIST}`)[0]?.slice(4) ?? '', 'http://x').searchParams;
    expect(Object.fromEntries(asked)).toEqual({
      query: 'is:ignored level:error',
      project: '7',
      environment: 'production',
      start: 'now-14d',
      sort: '-count',
      statsPeriod: '14d',
      limit: '50',
    });
    expect(document.title).toBe('Ignored · Fettle');
  });

  it('shows under the search box which part of a search is not understood', async () => {
    const detail = 'The search is not understood at character 15: "firstSeen:soon": write -24h.';
    const { pages, text } = await openIssueList({
      url: '/acme/issues?query=is:unresolved%20firstSeen:soon',
      status: 400,
      detail,
    });

    expect(text(pages.root.querySelector('app-query-field [role=alert]'))).toBe(detail);
    const field = pages.root.querySelector('app-query-field input');
    expect(field?.getAttribute('aria-invalid')).toBe('true');
    expect(text(pages.root.querySelector('ui-empty'))).toContain('This search is not understood');
    expect(pages.root.textContent).not.toContain('did not load');
  });

  it('puts a chosen filter into the URL and keeps the others', async () => {
    const { pages } = await openIssueList({ url: '/acme/issues?query=is:new' });

    await Promise.all([pages.page.select('Environment').choose('staging'), pages.settle(20)]);
    await Promise.all([pages.page.select('Last event').choose('Last 14 days'), pages.settle(20)]);

    expect(decodeURIComponent(pages.page.url)).toBe(
      '/acme/issues?query=is:new&environment=staging&start=now-14d',
    );
  });

  it('moves through the rows with J and K and opens one with O', async () => {
    const { pages } = await openIssueList();

    await pages.key('j');
    await pages.key('j');
    await pages.key('k');
    await pages.key('j');
    await pages.key('o');

    expect(pages.page.url).toBe('/acme/issues/2');
  });

  it('shows more by key, and how many there are', async () => {
    const { pages, server, titles } = await openIssueList({ total: 128, next: 'abc' });
    expect(pages.page.text()).toContain('3 of 128');

    server.rows = [issueSample('4')];
    server.next = undefined;
    await pages.press('Show 50 more');

    expect(pages.asked('cursor=abc')).toHaveLength(1);
    expect(titles()).toHaveLength(4);
  });
});

describe('selected issues', () => {
  it('are resolved at once and come back with Z', async () => {
    const { pages, titles, select } = await openIssueList();
    await select('STOREFRONT-1');
    await select('STOREFRONT-3');
    expect(pages.page.text()).toContain('2 issues selected');

    await pages.key('e');

    expect(titles()).toEqual(['sku of 2 is undefined']);
    expect(pages.asked(`PUT ${LIST}`)).toEqual([`PUT ${LIST}?id=1&id=3`]);
    await pages.key('z');
    expect(titles()).toHaveLength(3);
    expect(pages.sent.filter(({ line }) => line.startsWith('PUT')).map(({ body }) => body)).toEqual([
      { status: 'resolved' },
      { status: 'unresolved' },
    ]);
  });

  it('stay where they were when the server refuses', async () => {
    const { pages, server, titles } = await openIssueList();
    await pages.key('j');
    server.status = 503;

    await pages.key('i');

    expect(titles()).toHaveLength(3);
  });

  it('form a range with Shift', async () => {
    const { pages, select } = await openIssueList();
    await select('STOREFRONT-1');
    await select('STOREFRONT-3', true);

    expect(pages.page.text()).toContain('3 issues selected');
  });

  it('can be everything that matches, with the query spelled out and asked about first', async () => {
    const { pages, select } = await openIssueList({
      total: 128,
      url: '/acme/issues?query=is:unresolved%20level:error&environment=production',
    });
    await select('STOREFRONT-1');
    await select('STOREFRONT-3', true);

    const all = [...pages.root.querySelectorAll('button')].find((button) =>
      button.textContent?.includes('Select all 128'),
    );
    expect(all?.textContent).toContain('is:unresolved level:error in production');
    all?.click();
    await pages.settle();
    await pages.key('e');
    const dialog = pages.page.dialog();
    expect(dialog.textContent).toContain('Resolve all 128 matching issues?');
    await pages.page.press('Resolve all', dialog);
    await pages.settle();

    expect(pages.asked(`PUT ${LIST}`)).toEqual([
      `PUT ${LIST}?environment=production&query=is:unresolved%20level:error`,
    ]);
  });
});
