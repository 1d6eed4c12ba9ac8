import { openIssueList } from '../../../testing/issue-list-page';
import { issueSample } from '../../../testing/issue-samples';
import { acme } from '../../../testing/samples';

describe('live issues', () => {
  const message = {
    projectId: '7',
    issueId: '9',
    kind: 'new',
    title: '',
    level: 'error',
    shortId: 'STOREFRONT-9',
  } as const;

  it('come in at the top while nobody is busy there', async () => {
    const { pages, server, titles } = await openIssueList();
    server.rows = [issueSample('9', { isNew: true }), ...server.rows];

    pages.live.next(message);
    await pages.settle(150);

    expect(titles()[0]).toBe('sku of 9 is undefined');
  });

  it('wait behind a button while a row has the keyboard', async () => {
    const { pages, server, titles } = await openIssueList();
    await pages.key('j');
    server.rows = [issueSample('9', { isNew: true }), ...server.rows];

    pages.live.next(message);
    await pages.settle(150);
    expect(titles()).toHaveLength(3);
    await pages.press('1 new issue');

    expect(titles()[0]).toBe('sku of 9 is undefined');
  });

  it('fill an empty list at once', async () => {
    const { pages, server, titles } = await openIssueList({ rows: [] });
    server.rows = [issueSample('9')];

    pages.live.next(message);
    await pages.settle(150);

    expect(titles()).toEqual(['sku of 9 is undefined']);
  });

  it('change their numbers in place', async () => {
    const { pages, server, rows, text } = await openIssueList();
    server.rows = server.rows.map((row) => (row.id === '2' ? { ...row, count: '1205' } : row));

    pages.live.next({ ...message, issueId: '2', kind: 'updated' });
    await pages.settle(1100);

    expect(text(rows()[1]?.querySelector('.issue__events'))).toContain('1,205');
  });
});

describe('an issue list without rows', () => {
  it('says why it failed and tries again', async () => {
    const { pages, server, titles } = await openIssueList({ status: 503 });
    expect(pages.page.text()).toContain('Issues did not load');
    expect(pages.page.text()).toContain('The database restarts.');

    server.status = 200;
    await pages.press('Retry');

    expect(titles()).toHaveLength(3);
  });

  it('offers to clear what nothing matches', async () => {
    const { pages } = await openIssueList({ rows: [], url: '/acme/issues?query=is:new%20nonsense' });
    expect(pages.page.text()).toContain('No issue matches');

    await pages.press('Clear filters');

    expect(decodeURIComponent(pages.page.url)).toBe('/acme/issues?query=is:new');
  });

  it('leads to the first project, then to the first event', async () => {
    const empty = await openIssueList({ rows: [], organization: { ...acme, projects: [] } });
    expect(empty.pages.page.text()).toContain('No project yet');
  });

  it('leads to the first event of a silent project', async () => {
    const { pages } = await openIssueList({ rows: [], organization: acme });

    expect(pages.page.text()).toContain('No event yet');
    expect(pages.root.querySelector('.empty a')?.getAttribute('href')).toBe('/setup/acme/storefront');
  });

  it('is good news when everything is resolved', async () => {
    const { pages } = await openIssueList({ rows: [] });

    expect(pages.page.text()).toContain('Nothing unresolved');
  });
});
