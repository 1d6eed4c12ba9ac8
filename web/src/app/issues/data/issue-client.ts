import { Injectable, inject } from '@angular/core';
import { Observable, map } from 'rxjs';
import { Api, Listing, Params } from '@shared/data-api/api';
import { at } from '@shared/util-api/address';
import { EventSummary } from '../util/event-types';
import { Issue, IssueStatus } from '../util/issue-types';

@Injectable({ providedIn: 'root' })
export class IssueClient {
  private readonly api = inject(Api);

  list(organization: string, params: Params): Observable<Listing<Issue>> {
    return this.api.page(at('/api/0/organizations/{organization}/issues/', { organization }), params);
  }

  events(issueId: string, params: Params): Observable<Listing<EventSummary>> {
    return this.api
      .page(at('/api/0/issues/{issueId}/events/', { issueId }), { fields: 'summary', ...params })
      .pipe(map((listing) => listing as Listing<EventSummary>));
  }

  /** Sets the status of what `params` select: ids, or everything a query matches. Answers how many changed. */
  async setStatus(organization: string, params: Params, status: IssueStatus): Promise<number> {
    const address = at('/api/0/organizations/{organization}/issues/', { organization });
    return (await this.api.put(address, { status }, params)).updated;
  }
}
