import { Component, computed, inject, input, output } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink } from '@angular/router';
import { Badge } from '@shared/ui-badge/badge';
import { PlatformTag } from '@shared/ui-badge/platform-tag';
import { Button } from '@shared/ui-button/button';
import { CopyButton } from '@shared/ui-code/copy-button';
import { Icon } from '@shared/ui-icon/icon';
import { LevelIcon } from '@shared/ui-icon/level-icon';
import { Tooltip } from '@shared/ui-tooltip/tooltip';
import { formatCount } from '@shared/util-format/counts';
import { pageAddress } from '@shared/util-quoting/url';
import { filter, map } from 'rxjs';
import { IssueListStore } from '../data/issue-list-store';
import { Issue, IssueRelease, IssueStatus } from '../util/issue-types';
import { headlineOf } from '../util/issue-words';

/** What the issue is and what can be done about it; the tabs of its pages. */
@Component({
  selector: 'app-issue-head',
  imports: [Badge, Button, CopyButton, Icon, LevelIcon, PlatformTag, RouterLink, Tooltip],
  templateUrl: './issue-head.html',
})
export class IssueHead {
  private readonly router = inject(Router);
  private readonly list = inject(IssueListStore);
  readonly issue = input.required<Issue>();
  readonly org = input.required<string>();
  /** "1 of 16" in the list it was opened from. */
  readonly position = input('');
  readonly previous = input<string | undefined>();
  readonly next = input<string | undefined>();
  readonly mayWrite = input(true);
  readonly busy = input<IssueStatus | undefined>();
  readonly chosen = output<IssueStatus>();

  private readonly url = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => event.urlAfterRedirects),
    ),
    { initialValue: this.router.url },
  );
  protected readonly tab = computed(() => {
    const [, , , , page, event] = this.url().split(/[?#]/)[0]?.split('/') ?? [];
    return page === 'events' && !event ? 'events' : page === 'tags' ? 'tags' : 'event';
  });
  protected readonly headline = computed(() => headlineOf(this.issue()));
  protected readonly count = computed(() => formatCount(Number(this.issue().count)));
  protected readonly listParams = computed(() => this.list.urlParams());
  protected readonly address = computed(() => pageAddress(`${this.org()}/issues/${this.issue().id}`));

  protected base(...more: string[]): string[] {
    return ['/', this.org(), 'issues', this.issue().id, ...more];
  }

  protected inRelease(release: IssueRelease | null | undefined): string {
    return release ? ` in ${release.shortVersion || release.version}` : '';
  }

  protected go(id: string | undefined): void {
    if (id) void this.router.navigate(['/', this.org(), 'issues', id]);
  }
}
