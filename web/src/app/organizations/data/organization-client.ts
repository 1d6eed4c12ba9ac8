import { HttpClient, HttpResourceRef, httpResource } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { Member, OrganizationDetail, RateLimit, Team } from '@shared/data-api/api-types';
import { firstValueFrom } from 'rxjs';
import { urlPath } from '@shared/util-quoting/url';

/** Null for no limit. */
export interface OrganizationLimit {
  readonly rateLimit: RateLimit | null;
}

/** What is left out stays. */
export interface OrganizationWishes {
  readonly name?: string;
  readonly scrubIPAddresses?: boolean;
}

/** The settings of an organization. */
@Injectable({ providedIn: 'root' })
export class OrganizationClient {
  private readonly http = inject(HttpClient);

  /** Call in an injection context; reads again when the organization changes. */
  members(organization: () => string): HttpResourceRef<readonly Member[] | undefined> {
    return httpResource<readonly Member[]>(
      () => urlPath`/api/0/organizations/${organization()}/members/?limit=100`,
    );
  }

  teams(organization: () => string): HttpResourceRef<readonly Team[] | undefined> {
    return httpResource<readonly Team[]>(
      () => urlPath`/api/0/organizations/${organization()}/teams/?limit=100`,
    );
  }

  update(organization: string, wishes: OrganizationWishes): Promise<OrganizationDetail> {
    return firstValueFrom(
      this.http.put<OrganizationDetail>(urlPath`/api/0/organizations/${organization}/`, wishes),
    );
  }

  /** Requests of all projects together. Call in an injection context. */
  limit(organization: () => string): HttpResourceRef<OrganizationLimit | undefined> {
    return httpResource<OrganizationLimit>(() => limitAddress(organization()));
  }

  updateLimit(organization: string, rateLimit: RateLimit | null): Promise<OrganizationLimit> {
    return firstValueFrom(this.http.put<OrganizationLimit>(limitAddress(organization), { rateLimit }));
  }

  async delete(organization: string): Promise<void> {
    await firstValueFrom(this.http.delete(urlPath`/api/0/organizations/${organization}/`));
  }
}

function limitAddress(organization: string): string {
  return urlPath`/api/0/organizations/${organization}/intake-limit/`;
}
