import { Injectable, inject } from '@angular/core';
import { Api, Listing, read } from '@shared/data-api/api';
import { at } from '@shared/util-api/address';
import { Answer } from '@shared/util-api/shapes';
import { firstValueFrom } from 'rxjs';
import { IntakeWishes } from '../util/intake-rules';
import { IntakeScope } from '../util/intake-scope';
import { SetAsideItem } from '../util/intake-types';

/** "digested", or "set_aside" again and why. */
export type RetryAnswer = Answer<
  '/api/0/projects/{organization}/{project}/intake/set-aside/{itemId}/retry/',
  'post'
>;

/** What became of everything a project received, and the rules that decide it. */
@Injectable({ providedIn: 'root' })
export class IntakeClient {
  private readonly api = inject(Api);

  /** Reads again when one of them changes. Call in an injection context. */
  report(organization: () => string, project: () => string, scope: () => IntakeScope) {
    return read(() => {
      const { period, category } = scope();
      return {
        address: at('/api/0/projects/{organization}/{project}/intake/', {
          organization: organization(),
          project: project(),
        }),
        params: { statsPeriod: period, ...(category ? { category } : {}) },
      };
    });
  }

  /** A page of the items set aside, newest first. */
  setAside(organization: string, project: string, cursor?: string): Promise<Listing<SetAsideItem>> {
    const address = at('/api/0/projects/{organization}/{project}/intake/set-aside/', {
      organization,
      project,
    });
    return firstValueFrom(this.api.page(address, cursor ? { cursor } : {}));
  }

  rawAddress(organization: string, project: string, itemId: string) {
    return at('/api/0/projects/{organization}/{project}/intake/set-aside/{itemId}/raw/', {
      organization,
      project,
      itemId,
    });
  }

  /** The bytes as they came, read as UTF-8. */
  raw(organization: string, project: string, itemId: string): Promise<string> {
    return this.api.text(this.rawAddress(organization, project, itemId));
  }

  retry(organization: string, project: string, itemId: string): Promise<RetryAnswer> {
    const address = at('/api/0/projects/{organization}/{project}/intake/set-aside/{itemId}/retry/', {
      organization,
      project,
      itemId,
    });
    return this.api.post(address, {});
  }

  dismiss(organization: string, project: string, itemId: string): Promise<void> {
    return this.api.delete(
      at('/api/0/projects/{organization}/{project}/intake/set-aside/{itemId}/', {
        organization,
        project,
        itemId,
      }),
    );
  }

  /** Call in an injection context. */
  rules(organization: () => string, project: () => string) {
    return read(() => rulesAt(organization(), project()));
  }

  updateRules(organization: string, project: string, rules: IntakeWishes) {
    return this.api.put(rulesAt(organization, project), rules);
  }
}

function rulesAt(organization: string, project: string) {
  return at('/api/0/projects/{organization}/{project}/intake-rules/', { organization, project });
}
