import { Issue } from '../app/issues/util/issue-types';
import { IssuePages } from './issue-pages';
import { issueSample } from './issue-samples';

export const LIST = '/api/0/organizations/acme/issues/';

interface Server {
  rows: Issue[];
  status: number;
  detail: string;
  total?: number;
  next?: string;
}

/** The issue list with three rows, or whatever the test gives the server. */
export async function openIssueList({
  url = '/acme/issues',
  organization,
  ...given
}: Partial<Server> & { url?: string; organization?: object } = {}) {
  const server: Server = {
    rows: [
      issueSample('1', { isNew: true, isUnhandled: true }),
      issueSample('2', { isRegressed: true }),
      issueSample('3'),
    ],
    status: 200,
    detail: 'The database restarts.',
    ...given,
  };
  const pages = await IssuePages.open(
    url,
    ({ request }) => {
      if (request.method === 'PUT' && request.url === LIST)
        return { body: { updated: 1 }, status: server.status };
      if (request.url === LIST) {
        if (server.status !== 200) return { body: { detail: server.detail }, status: server.status };
        const ids = request.params.getAll('id');
        const rows = server.rows.filter(({ id }) => !ids || ids.includes(id));
        const link = server.next ? `<http://x/?cursor=${server.next}>; rel="next"; results="true"` : '';
        return {
          body: rows,
          headers: { 'X-Hits': String(server.total ?? rows.length), 'X-Max-Hits': '1000', Link: link },
        };
      }
      if (request.url.endsWith('issues-counts/'))
        return { body: { unresolved: 1000, new: 4, regressed: 2, ignored: 0, resolved: 9, cap: 1000 } };
      if (request.url.endsWith('issues-histogram/'))
        return {
          body: { bucketSeconds: 3600, buckets: [{ at: '2026-11-25T06:00:00Z', known: 40, fresh: 2 }] },
        };
      if (request.url.endsWith('environments/'))
        return {
          body: [
            { id: 1, name: 'production' },
            { id: 2, name: 'staging' },
          ],
        };
      return undefined;
    },
    organization,
  );
  const rows = () => [...pages.root.querySelectorAll<HTMLElement>('app-issue-row')];
  const box = (shortId: string) =>
    pages.root.querySelector<HTMLInputElement>(`[aria-label="Select ${shortId}"]`);
  return {
    pages,
    server,
    rows,
    titles: () => rows().map((row) => row.querySelector('.issue__link span')?.textContent?.trim()),
    select: async (shortId: string, shiftKey = false) => {
      box(shortId)?.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey }));
      await pages.settle();
    },
    text: (element: Element | null | undefined) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim(),
  };
}
