import { HttpClient, HttpParams, HttpResponse } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { Observable, map } from 'rxjs';
import { urlPath } from '@shared/util-quoting/url';
import { EventSummary } from '../util/event-types';
import { Issue, IssueStatus } from '../util/issue-types';

/** A page of a keyset-paged list. */
export interface Listing<T> {
  readonly rows: readonly T[];
  /** How many there are in all, up to `cap`. */
  readonly total: number;
  readonly cap: number;
  readonly next: string | undefined;
}

export type Params = Readonly<Record<string, string | readonly string[]>>;

@Injectable({ providedIn: 'root' })
export class IssueClient {
  private readonly http = inject(HttpClient);

  list(org: string, params: Params): Observable<Listing<Issue>> {
    return this.page<Issue>(urlPath`/api/0/organizations/${org}/issues/`, params);
  }

  events(issueId: string, params: Params): Observable<Listing<EventSummary>> {
    return this.page<EventSummary>(urlPath`/api/0/issues/${issueId}/events/`, {
      fields: 'summary',
      ...params,
    });
  }

  /** Sets the status of what `params` select: ids, or everything a query matches. Answers how many changed. */
  setStatus(org: string, params: Params, status: IssueStatus): Observable<number> {
    return this.http
      .put<{ updated?: number }>(
        urlPath`/api/0/organizations/${org}/issues/`,
        { status },
        { params: toParams(params) },
      )
      .pipe(map(({ updated }) => updated ?? 0));
  }

  private page<T>(url: string, params: Params): Observable<Listing<T>> {
    return this.http
      .get<readonly T[]>(url, { params: toParams(params), observe: 'response' })
      .pipe(map((response) => listing(response)));
  }
}

function toParams(params: Params): HttpParams {
  return new HttpParams({ fromObject: params });
}

function listing<T>(response: HttpResponse<readonly T[]>): Listing<T> {
  const rows = response.body ?? [];
  return {
    rows,
    total: Number(response.headers.get('X-Hits') ?? rows.length),
    cap: Number(response.headers.get('X-Max-Hits') ?? Infinity),
    next: nextCursor(response.headers.get('Link') ?? ''),
  };
}

/** The cursor of `rel="next"`, if it has results. */
function nextCursor(link: string): string | undefined {
  const next = link
    .split(/,\s*(?=<)/)
    .find((part) => /rel="next"/.test(part) && !/results="false"/.test(part));
  return next && /[?&]cursor=([^&>]+)/.exec(next)?.[1]
    ? decodeURIComponent(/[?&]cursor=([^&>]+)/.exec(next)?.[1] ?? '')
    : undefined;
}
