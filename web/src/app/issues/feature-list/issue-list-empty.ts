import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { Button } from '@shared/ui-button/button';
import { Empty } from '@shared/ui-state/empty';
import { Skeleton } from '@shared/ui-state/skeleton';
import { IssueFilters, isNarrowed } from '../util/filters';
import { viewOf } from '../util/query';

/** Why the list is empty, and what to do: no project, no event yet, a search that is none, nothing matches, or nothing left to do. */
@Component({
  selector: 'app-issue-list-empty',
  imports: [Button, Empty, RouterLink, Skeleton],
  template: `@switch (reason()) {
    @case ('nonsense') {
      <ui-empty
        icon="search-x"
        heading="This search is not understood"
        text="The line under the field names the part. Nothing is shown instead of everything.">
        <button uiButton size="sm" type="button" (click)="clear()">Clear filters</button>
      </ui-empty>
    }
    @case ('unknown') {
      <ui-skeleton label="issues" [rows]="6" />
    }
    @case ('project') {
      <ui-empty
        icon="box"
        heading="No project yet"
        text="A project gives you the address your application reports to.">
        <a uiButton size="sm" variant="primary" [routerLink]="['/setup', org(), 'project']">Create project</a>
      </ui-empty>
    }
    @case ('event') {
      <ui-empty
        icon="radio"
        heading="No event yet"
        text="The first error of your application shows up here within a second of arriving.">
        <a uiButton size="sm" variant="primary" [routerLink]="['/setup', org(), silent()]">Set up an SDK</a>
      </ui-empty>
    }
    @case ('match') {
      <ui-empty icon="search-x" heading="No issue matches" [text]="'Nothing matches ' + words() + '.'">
        <button uiButton size="sm" type="button" (click)="clear()">Clear filters</button>
      </ui-empty>
    }
    @default {
      <ui-empty icon="circle-check" [heading]="heading()" [text]="text()" />
    }
  }`,
})
export class IssueListEmpty {
  private readonly organizations = inject(Organizations);
  readonly org = input.required<string>();
  readonly filters = input.required<IssueFilters>();
  /** The server does not understand the query. */
  readonly isNonsense = input(false);
  readonly cleared = output<IssueFilters>();

  protected readonly reason = computed(() => {
    if (this.isNonsense()) return 'nonsense';
    if (isNarrowed(this.filters())) return 'match';
    if (!this.organizations.current.hasValue()) return 'unknown';
    const projects = this.organizations.projects();
    if (!projects.length) return 'project';
    return projects.some(({ firstEvent }) => firstEvent) ? 'done' : 'event';
  });
  /** The project to set up: the first one that nobody reports to. */
  protected readonly silent = computed(
    () => this.organizations.projects().find(({ firstEvent }) => !firstEvent)?.slug ?? '',
  );
  private readonly view = computed(() => viewOf(this.filters().query) ?? '');
  protected readonly heading = computed(() =>
    this.view() === 'unresolved' ? 'Nothing unresolved' : `No ${this.view() || ''} issue`.replace('  ', ' '),
  );
  protected readonly text = computed(() =>
    this.view() === 'unresolved'
      ? 'Every issue is resolved or ignored. New ones show up here at once.'
      : 'One that is shows up here.',
  );
  protected readonly words = computed(() => {
    const { query, range, environments, projects } = this.filters();
    const more = [
      query,
      environments.join(', '),
      range && `the last ${range}`,
      projects.length && 'this project',
    ];
    return more.filter(Boolean).join(' in ');
  });

  protected clear(): void {
    const query = this.view() ? `is:${this.view()}` : '';
    this.cleared.emit({ ...this.filters(), query, projects: [], environments: [], range: '' });
  }
}
