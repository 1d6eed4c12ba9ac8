import { Injectable, Signal, linkedSignal, signal } from '@angular/core';
import { read } from '@shared/data-api/api';
import { at } from '@shared/util-api/address';
import { IssueFilters, apiParams, periodOf, scopeParams } from '../util/filters';

interface Scope {
  readonly org: string;
  readonly filters: IssueFilters;
}

/** What stands above the rows: events over time, counts of the views, and the environments there are to choose. */
@Injectable({ providedIn: 'root' })
export class IssueOverview {
  private readonly scope = signal<Scope | undefined>(undefined);
  private timer: ReturnType<typeof setTimeout> | undefined;

  private readonly histogramSource = read(() => {
    const scope = this.scope();
    return (
      scope && {
        address: at('/api/0/organizations/{organization}/issues-histogram/', { organization: scope.org }),
        params: { ...apiParams(scope.filters), statsPeriod: periodOf(scope.filters) },
      }
    );
  });
  private readonly countsSource = read(() => {
    const scope = this.scope();
    return (
      scope && {
        address: at('/api/0/organizations/{organization}/issues-counts/', { organization: scope.org }),
        params: scopeParams(scope.filters),
      }
    );
  });
  private readonly environmentsSource = read(() => {
    const organization = this.scope()?.org;
    return organization
      ? at('/api/0/organizations/{organization}/environments/', { organization })
      : undefined;
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
}

function kept<T>(read: () => T | undefined): Signal<T | undefined> {
  return linkedSignal<T | undefined, T | undefined>({
    source: read,
    computation: (next, previous) => next ?? previous?.value,
  });
}
