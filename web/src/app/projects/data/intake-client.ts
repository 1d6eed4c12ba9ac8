import { HttpClient, HttpResourceRef, httpResource } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { urlPath } from '@shared/util-quoting/url';
import { IntakeRules } from '../util/intake-rules';
import { IntakeScope } from '../util/intake-scope';
import { IntakeReport, SetAsideItem } from '../util/intake-types';

/** A page of the items set aside, newest first. */
export interface SetAsidePage {
  readonly items: readonly SetAsideItem[];
  /** Address of the next page. */
  readonly next: string | undefined;
}

/** "digested", or "set_aside" again and why. */
export interface RetryAnswer {
  readonly outcome: string;
  readonly detail: string | null;
}

/** What became of everything a project received, and the rules that decide it. */
@Injectable({ providedIn: 'root' })
export class IntakeClient {
  private readonly http = inject(HttpClient);

  /** Reads again when one of them changes. Call in an injection context. */
  report(
    organization: () => string,
    project: () => string,
    scope: () => IntakeScope,
  ): HttpResourceRef<IntakeReport | undefined> {
    return httpResource<IntakeReport>(() => {
      const { period, category } = scope();
      return {
        url: `${address(organization(), project())}intake/`,
        params: { statsPeriod: period, ...(category ? { category } : {}) },
      };
    });
  }

  async setAside(organization: string, project: string, next?: string): Promise<SetAsidePage> {
    const url = next ?? `${address(organization, project)}intake/set-aside/`;
    const response = await firstValueFrom(
      this.http.get<readonly SetAsideItem[]>(url, { observe: 'response' }),
    );
    return { items: response.body ?? [], next: nextOf(response.headers.get('Link') ?? '') };
  }

  rawAddress(organization: string, project: string, id: string): string {
    return `${address(organization, project)}intake/set-aside/${id}/raw/`;
  }

  /** The bytes as they came, read as UTF-8. */
  raw(organization: string, project: string, id: string): Promise<string> {
    return firstValueFrom(
      this.http.get(this.rawAddress(organization, project, id), { responseType: 'text' }),
    );
  }

  retry(organization: string, project: string, id: string): Promise<RetryAnswer> {
    const url = `${address(organization, project)}intake/set-aside/${id}/retry/`;
    return firstValueFrom(this.http.post<RetryAnswer>(url, {}));
  }

  async dismiss(organization: string, project: string, id: string): Promise<void> {
    await firstValueFrom(this.http.delete(`${address(organization, project)}intake/set-aside/${id}/`));
  }

  /** Call in an injection context. */
  rules(organization: () => string, project: () => string): HttpResourceRef<IntakeRules | undefined> {
    return httpResource<IntakeRules>(() => `${address(organization(), project())}intake-rules/`);
  }

  updateRules(organization: string, project: string, rules: IntakeRules): Promise<IntakeRules> {
    return firstValueFrom(
      this.http.put<IntakeRules>(`${address(organization, project)}intake-rules/`, rules),
    );
  }
}

function address(organization: string, project: string): string {
  return urlPath`/api/0/projects/${organization}/${project}/`;
}

/** Path and query of `rel="next"`, if it has results. */
function nextOf(link: string): string | undefined {
  const next = link
    .split(/,\s*(?=<)/)
    .find((part) => /rel="next"/.test(part) && !/results="false"/.test(part));
  const found = /<([^>]+)>/.exec(next ?? '')?.[1];
  if (!found) return undefined;
  const url = new URL(found, 'http://localhost');
  return url.pathname + url.search;
}
