import { httpResource } from '@angular/common/http';
import { Injectable, Signal, linkedSignal, signal } from '@angular/core';
import { urlPath } from '@shared/util-quoting/url';
import { IssueFilters, apiParams, periodOf, scopeParams } from '../util/filters';
import { Environment, IssueCounts, IssueHistogram } from '../util/issue-types';

interface Scope {
  readonly org: string;
  readonly filters: IssueFilters;
}

/** What stands above the rows: events over time, counts of the views, and the environments there are to choose. */
@Injectable({ providedIn: 'root' })
export class IssueOverview {
  private readonly scope = signal<Scope | undefined>(undefined);
  private timer: ReturnType<typeof setTimeout> | undefined;

  private readonly histogramSource = httpResource<IssueHistogram>(() => {
    const scope = this.scope();
    return (
      scope &&
      this.request(scope, 'issues-histogram', {
        ...apiParams(scope.filters),
        statsPeriod: periodOf(scope.filters),
      })
    );
  });
  private readonly countsSource = httpResource<IssueCounts>(() => {
    const scope = this.scope();
    return scope && this.request(scope, 'issues-counts', scopeParams(scope.filters));
  });
  private readonly environmentsSource = httpResource<readonly Environment[]>(() => {
    const org = this.scope()?.org;
    return org ? urlPath`/api/0/organizations/${org}/environments/` : undefined;
  });

  /** The last answers stay while the next are on their way, so that nothing jumps. */
  readonly histogram = kept(() =>
    this.histogramSource.hasValue() ? this.histogramSource.value() : undefined,
  );
  readonly counts = kept(() => (this.countsSource.hasValue() ? this.countsSource.value() : undefined));
  readonly environments = kept(() =>
    this.environmentsSource.hasValue() ? this.environmentsSource.value() : undefined,
  );

  open(org: string, filters: IssueFilters): void {
    this.scope.set({ org, filters });
  }

  /** Soon, and once for many calls. */
  refresh(delay = 1500): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.histogramSource.reload();
      this.countsSource.reload();
    }, delay);
  }

  private request({ org }: Scope, name: string, params: Record<string, string | string[]>) {
    return { url: urlPath`/api/0/organizations/${org}/${name}/`, params };
  }
}

function kept<T>(read: () => T | undefined): Signal<T | undefined> {
  return linkedSignal<T | undefined, T | undefined>({
    source: read,
    computation: (next, previous) => next ?? previous?.value,
  });
}
