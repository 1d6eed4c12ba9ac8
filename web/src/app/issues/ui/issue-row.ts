import { Component, ElementRef, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Badge } from '@shared/ui-badge/badge';
import { PlatformTag } from '@shared/ui-badge/platform-tag';
import { Sparkline } from '@shared/ui-chart/sparkline';
import { LevelIcon } from '@shared/ui-icon/level-icon';
import { Count } from '@shared/ui-time/count';
import { Time } from '@shared/ui-time/time';
import { Issue, IssueStatus, StatsPeriod } from '../util/issue-types';
import { headlineOf, trendOf } from '../util/issue-words';

/** One issue of the list. Two tab stops: the box and the title. */
@Component({
  selector: 'app-issue-row',
  imports: [Badge, Count, LevelIcon, PlatformTag, RouterLink, Sparkline, Time],
  templateUrl: './issue-row.html',
  host: {
    class: 'issue',
    role: 'row',
    '[class.is-current]': 'current()',
    '[class.is-selected]': 'selected()',
    '[class.is-done]': 'issue().status !== "unresolved" && !ownStatus()',
  },
})
export class IssueRow {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly issue = input.required<Issue>();
  readonly link = input.required<readonly string[]>();
  readonly period = input<StatsPeriod>('24h');
  /** The status the whole list shows, which a row then does not repeat. */
  readonly listStatus = input<IssueStatus | undefined>();
  readonly selected = input(false);
  readonly current = input(false);
  readonly picked = output<Event>();
  readonly focused = output();

  protected readonly headline = computed(() => headlineOf(this.issue()));
  protected readonly trend = computed(() => trendOf(this.issue(), this.period()));
  protected readonly trendLabel = computed(() =>
    this.period() === '24h' ? 'Events per hour, last 24 hours' : 'Events per day, last 14 days',
  );
  protected readonly ownStatus = computed(() => this.listStatus() === this.issue().status);

  focus(): void {
    const link = this.host.nativeElement.querySelector<HTMLElement>('.issue__link');
    link?.focus({ preventScroll: true });
    this.host.nativeElement.scrollIntoView?.({ block: 'nearest' });
  }
}
