import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Button } from '@shared/ui-button/button';
import { Histogram } from '@shared/ui-chart/histogram';
import { LoadError } from '@shared/ui-state/load-error';
import { Skeleton } from '@shared/ui-state/skeleton';
import { Count } from '@shared/ui-time/count';
import { Toasts } from '@shared/ui-toast/toasts';
import { Clipboard } from '@shared/util-clipboard/clipboard';
import { Shortcuts } from '@shared/util-keys/shortcuts';
import { pageAddress } from '@shared/util-quoting/url';
import { IssuePage } from '../data/issue-page';
import { contextCards } from '../util/event-facts';
import { eventMarkdown, traceText } from '../util/event-text';
import { StatsPeriod } from '../util/issue-types';
import { blocksOf, entryOf } from '../util/trace';
import { EventBar } from './event-bar';
import { EventBody } from './event-body';
import { IssueAside } from './issue-aside';

/** One event of an issue, the latest unless the URL names another. */
@Component({
  selector: 'app-event-page',
  imports: [Button, Count, EventBar, EventBody, Histogram, IssueAside, LoadError, RouterLink, Skeleton],
  templateUrl: './event-page.html',
})
export class EventPage {
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly clipboard = inject(Clipboard);
  protected readonly page = inject(IssuePage);

  /** Slug in the URL. */
  readonly org = input.required<string>();
  readonly issueId = input.required<string>();
  readonly eventId = input<string>();

  protected readonly period = signal<StatsPeriod>('24h');
  protected readonly periods = [
    { id: '24h', label: '24 h' },
    { id: '14d', label: '14 d' },
  ] as const;
  protected readonly isLatest = computed(() => !this.eventId());
  protected readonly bars = computed(() =>
    this.page.histogram(this.period()).map(({ at, known, fresh }) => ({ at: Date.parse(at), known, fresh })),
  );
  private readonly blocks = computed(() => {
    const event = this.page.event();
    return event ? blocksOf(event) : [];
  });
  protected readonly trace = computed(() => traceText(this.blocks(), this.page.event()?.platform));
  protected readonly markdown = computed(() => {
    const event = this.page.event();
    return event
      ? eventMarkdown(event, pageAddress(`${this.org()}/issues/${this.issueId()}/events/${event.eventID}`))
      : '';
  });
  protected readonly sections = computed(() => {
    const event = this.page.event();
    if (!event) return [];
    return [
      { id: 'trace', label: this.blocks().length ? 'Trace' : 'Message' },
      ...(entryOf(event, 'breadcrumbs')?.values?.length ? [{ id: 'breadcrumbs', label: 'Breadcrumbs' }] : []),
      ...(entryOf(event, 'request') ? [{ id: 'request', label: 'Request' }] : []),
      ...(contextCards(event).length ? [{ id: 'contexts', label: 'Contexts' }] : []),
      ...(event.tags?.length ? [{ id: 'event-tags', label: 'Tags' }] : []),
    ];
  });

  constructor() {
    effect(() => {
      const id = this.eventId() ?? 'latest';
      untracked(() => this.page.showEvent(id));
    });
    inject(Shortcuts).register([
      { keys: '[', label: 'Older event', run: () => this.openEvent(this.page.event()?.previousEventID) },
      { keys: ']', label: 'Newer event', run: () => this.openEvent(this.page.event()?.nextEventID) },
      { keys: 'c', label: 'Copy stack trace', run: () => void this.copyTrace() },
    ]);
  }

  protected base(...more: string[]): string[] {
    return ['/', this.org(), 'issues', this.issueId(), ...more];
  }

  private openEvent(id: string | null | undefined): void {
    if (id) void this.router.navigate(this.base('events', id));
  }

  private async copyTrace(): Promise<void> {
    const text = this.trace() || this.markdown();
    if (!text) return;
    if (await this.clipboard.copy(text))
      this.toasts.show({ text: this.trace() ? 'Stack trace copied' : 'Event copied' });
    else this.toasts.error('Not copied: the browser gives no clipboard.');
  }
}
