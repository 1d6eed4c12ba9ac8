import { Injectable, inject } from '@angular/core';
import { Api, read } from '@shared/data-api/api';
import { at } from '@shared/util-api/address';
import { OrganizationDetail, RateLimit } from '@shared/util-api/api-types';
import { Answer } from '@shared/util-api/shapes';

export type Member = Answer<'/api/0/organizations/{organization}/members/'>[number];

/** Null for no limit. */
export type OrganizationLimit = Answer<'/api/0/organizations/{organization}/intake-limit/'>;

/** What is left out stays. */
export interface OrganizationWishes {
  readonly name?: string;
  readonly scrubIPAddresses?: boolean;
}

/** The settings of an organization. */
@Injectable({ providedIn: 'root' })
export class OrganizationClient {
  private readonly api = inject(Api);

  /** Call in an injection context; reads again when the organization changes. */
  members(organization: () => string) {
    return read(() => ({
      address: at('/api/0/organizations/{organization}/members/', { organization: organization() }),
      params: { limit: '100' },
    }));
  }

  teams(organization: () => string) {
    return read(() => ({
      address: at('/api/0/organizations/{organization}/teams/', { organization: organization() }),
      params: { limit: '100' },
    }));
  }

  update(organization: string, wishes: OrganizationWishes): Promise<OrganizationDetail> {
    return this.api.put(at('/api/0/organizations/{organization}/', { organization }), wishes);
  }

  /** Requests of all projects together. Call in an injection context. */
  limit(organization: () => string) {
    return read(() => limitOf(organization()));
  }

  updateLimit(organization: string, rateLimit: RateLimit | null): Promise<OrganizationLimit> {
    return this.api.put(limitOf(organization), { rateLimit });
  }

  delete(organization: string): Promise<void> {
    return this.api.delete(at('/api/0/organizations/{organization}/', { organization }));
  }
}

function limitOf(organization: string) {
  return at('/api/0/organizations/{organization}/intake-limit/', { organization });
}
