import { Injectable, computed, inject, linkedSignal, signal } from '@angular/core';
import { read } from '@shared/data-api/api';
import { at } from '@shared/util-api/address';
import { EventDetail } from '../util/event-types';
import { Issue, IssueHistogram, IssueStatus, StatsPeriod } from '../util/issue-types';
import { IssueListStore } from './issue-list-store';

/** One issue and what belongs to it; provided by its page, shared by the page's tabs. */
@Injectable()
export class IssuePage {
  private readonly list = inject(IssueListStore);
  private readonly where = signal<{ readonly org: string; readonly id: string } | undefined>(undefined);
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly org = computed(() => this.where()?.org ?? '');
  readonly id = computed(() => this.where()?.id ?? '');
  /** Which event is open: an event id or "latest". */
  readonly eventId = signal('latest');
  /** Events the issue had when the open one was loaded. */
  private readonly counted = signal<number | undefined>(undefined);
  /** How many events came since. */
  readonly newer = computed(() => {
    const [before, now] = [this.counted(), Number(this.issue()?.count)];
    return before === undefined || !this.source.hasValue() ? 0 : Math.max(0, now - before);
  });

  readonly source = read(() => {
    const where = this.where();
    return (
      where &&
      at('/api/0/organizations/{organization}/issues/{issueId}/', {
        organization: where.org,
        issueId: where.id,
      })
    );
  });
  readonly eventSource = read(() => {
    const [issueId, eventId] = [this.id(), this.eventId()];
    return issueId ? at('/api/0/issues/{issueId}/events/{eventId}/', { issueId, eventId }) : undefined;
  });
  private readonly tagSource = read(() =>
    this.id() ? at('/api/0/issues/{issueId}/tags/', { issueId: this.id() }) : undefined,
  );
  private readonly activitySource = read(() =>
    this.id() ? at('/api/0/issues/{issueId}/activity/', { issueId: this.id() }) : undefined,
  );

  /** At once from the list's row, then with everything. */
  readonly issue = linkedSignal<Issue | undefined>(() =>
    this.source.hasValue()
      ? this.source.value()
      : this.source.error()
        ? undefined
        : this.list.find(this.id()),
  );
  /** The last event of this issue stays while the next one loads. */
  readonly event = linkedSignal<{ id: string; event: EventDetail | undefined }, EventDetail | undefined>({
    source: () => ({
      id: this.id(),
      // The description says nothing about events yet.
      event: this.eventSource.hasValue() ? (this.eventSource.value() as EventDetail) : undefined,
    }),
    computation: ({ id, event }, previous) =>
      event ?? (previous?.source.id === id && !this.eventSource.error() ? previous.value : undefined),
  });
  readonly tags = computed(() => (this.tagSource.hasValue() ? this.tagSource.value() : undefined));
  readonly activity = computed(() =>
    this.activitySource.hasValue() ? this.activitySource.value() : undefined,
  );

  open(org: string, id: string): void {
    this.where.set({ org, id });
    this.counted.set(undefined);
  }

  showEvent(id: string): void {
    this.eventId.set(id);
    this.counted.set(undefined);
  }

  showLatest(): void {
    this.counted.set(undefined);
    this.eventSource.reload();
  }

  setStatus(status: IssueStatus): void {
    this.issue.update((issue) => issue && { ...issue, status, isRegressed: false });
    this.activitySource.reload();
  }

  /** A live message about this issue: numbers follow at most once a second. */
  heard(): void {
    this.counted.update((before) => before ?? Number(this.issue()?.count));
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.source.reload();
      this.activitySource.reload();
      // An older event only learns that there is a newer one; the text under the reader stays.
      if (this.eventId() !== 'latest') this.eventSource.reload();
    }, 800);
  }

  histogram(period: StatsPeriod): IssueHistogram['buckets'] {
    const issue = this.issue();
    const started = Date.parse(issue?.firstSeen ?? '');
    const buckets = issue?.stats[period] ?? [];
    const isFresh = buckets.length > 0 && started >= (buckets[0]?.[0] ?? 0) * 1000;
    return buckets.map(([at, count]) => ({
      at: new Date(at * 1000).toISOString(),
      known: isFresh ? 0 : count,
      fresh: isFresh ? count : 0,
    }));
  }
}
