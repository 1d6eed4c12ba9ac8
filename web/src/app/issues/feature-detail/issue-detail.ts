import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterOutlet } from '@angular/router';
import { Button } from '@shared/ui-button/button';
import { Icon } from '@shared/ui-icon/icon';
import { LoadError } from '@shared/ui-state/load-error';
import { Skeleton } from '@shared/ui-state/skeleton';
import { Time } from '@shared/ui-time/time';
import { Shortcuts } from '@shared/util-keys/shortcuts';
import { PageTitle } from '@shared/util-title/page-title';
import { filter } from 'rxjs';
import { IssueListStore } from '../data/issue-list-store';
import { IssuePage } from '../data/issue-page';
import { LiveIssues } from '../data/live-issues';
import { IssueActions } from '../feature-list/issue-actions';
import { IssueStatus } from '../util/issue-types';
import { IssueHead } from './issue-head';

/** One issue: its head and, below, the page of an event, all events or tags. */
@Component({
  selector: 'app-issue-detail',
  imports: [Button, Icon, IssueHead, LoadError, RouterLink, RouterOutlet, Skeleton, Time],
  templateUrl: './issue-detail.html',
  providers: [IssuePage],
})
export class IssueDetail {
  private readonly router = inject(Router);
  private readonly list = inject(IssueListStore);
  protected readonly page = inject(IssuePage);
  protected readonly actions = inject(IssueActions);

  /** Slug in the URL. */
  readonly org = input.required<string>();
  readonly issueId = input.required<string>();

  private readonly place = computed(() => this.list.rows().findIndex(({ id }) => id === this.issueId()));
  protected readonly position = computed(() =>
    this.place() < 0
      ? ''
      : `${this.place() + 1} of ${this.list.rows().length}${this.list.hasMore() ? '+' : ''}`,
  );
  private readonly navigation = toSignal(
    this.router.events.pipe(filter((event) => event instanceof NavigationEnd)),
  );

  constructor() {
    effect(() => {
      const [org, id] = [this.org(), this.issueId()];
      untracked(() => {
        this.page.open(org, id);
        if (this.list.find(id)) this.list.current.set(id);
      });
    });
    inject(LiveIssues).follow(this.org, ({ issueId }) => {
      if (issueId === this.issueId()) this.page.heard();
    });
    const title = inject(PageTitle);
    effect(() => {
      const issue = this.page.issue();
      this.navigation();
      if (issue) title.set(issue.title, issue.project.name);
    });
    inject(Shortcuts).register([
      { keys: 'e', label: 'Resolve', run: () => this.act('resolved') },
      { keys: 'i', label: 'Ignore', run: () => this.act('ignored') },
      { keys: 'u', label: 'Reopen', run: () => this.act('unresolved') },
      { keys: 'j', label: 'Next issue', run: () => this.goTo(this.neighbour(1)) },
      { keys: 'k', label: 'Previous issue', run: () => this.goTo(this.neighbour(-1)) },
      {
        keys: 'Escape',
        label: 'Back to the list',
        run: () =>
          void this.router.navigate(['/', this.org(), 'issues'], { queryParams: this.list.urlParams() }),
      },
    ]);
  }

  protected act(status: IssueStatus): void {
    const issue = this.page.issue();
    if (!issue || !this.actions.mayWrite()) return;
    void this.actions.change(this.org(), [issue], status, undefined, (now) => this.page.setStatus(now));
  }

  protected neighbour(step: 1 | -1): string | undefined {
    return this.place() < 0 ? undefined : this.list.rows()[this.place() + step]?.id;
  }

  private goTo(id: string | undefined): void {
    if (id) void this.router.navigate(['/', this.org(), 'issues', id]);
  }
}
