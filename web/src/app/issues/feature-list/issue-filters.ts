import { Component, computed, inject, input, output, signal, viewChild } from '@angular/core';
import { Organizations } from '@shared/data-organizations/organizations';
import { Button } from '@shared/ui-button/button';
import { Select } from '@shared/ui-select/select';
import { Shortcuts } from '@shared/util-keys/shortcuts';
import { IssueOverview } from '../data/issue-overview';
import { QueryField } from '../ui/query-field';
import { IssueFilters as Filters, ranges, sorts } from '../util/filters';

/** Project, environment, time, query and order. On a phone the query stands alone and a button unfolds the rest. */
@Component({
  selector: 'app-issue-filters',
  imports: [Button, QueryField, Select],
  templateUrl: './issue-filters.html',
})
export class IssueFilters {
  private readonly organizations = inject(Organizations);
  private readonly overview = inject(IssueOverview);
  readonly filters = input.required<Filters>();
  /** What the server does not understand of the query. */
  readonly problem = input('');
  readonly changed = output<Filters>();

  private readonly query = viewChild.required(QueryField);
  protected readonly isOpen = signal(false);
  protected readonly ranges = ranges;
  protected readonly sorts = sorts;
  protected readonly projects = computed(() => [
    { value: '', label: 'All projects' },
    ...severalOf(this.filters().projects, 'projects'),
    ...this.organizations.projects().map(({ id, name }) => ({ value: id, label: name })),
  ]);
  protected readonly environments = computed(() => [
    { value: '', label: 'All environments' },
    ...severalOf(this.filters().environments, 'environments'),
    ...this.environmentNames().map((name) => ({ value: name, label: name || '(none)' })),
  ]);
  protected readonly known = computed(() => ({
    environments: this.environmentNames(),
    platforms: [
      ...new Set(this.organizations.projects().map(({ platform }) => platform?.split('-')[0] ?? '')),
    ].filter(Boolean),
  }));
  protected readonly set = computed(() => {
    const { projects, environments, range } = this.filters();
    return [projects.length, environments.length, range].filter(Boolean).length;
  });

  private readonly environmentNames = computed(() => {
    const names = (this.overview.environments() ?? []).map(({ name }) => name);
    return [
      ...new Set([
        ...names,
        ...(this.filters().environments.length === 1 ? this.filters().environments : []),
      ]),
    ].filter(Boolean);
  });

  constructor() {
    inject(Shortcuts).register([{ keys: '/', label: 'Filter', run: () => this.query().focus() }]);
  }

  protected change(some: Partial<Filters>): void {
    this.changed.emit({ ...this.filters(), ...some });
  }
}

/** More than one at once comes from a link only; it stays choosable until another is chosen. */
function severalOf(values: readonly string[], what: string) {
  return values.length > 1 ? [{ value: values.join(','), label: `${values.length} ${what}` }] : [];
}
