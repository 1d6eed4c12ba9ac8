import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Button } from '@shared/ui-button/button';
import { Empty } from '@shared/ui-state/empty';
import { LoadError } from '@shared/ui-state/load-error';
import { Skeleton } from '@shared/ui-state/skeleton';
import { Time } from '@shared/ui-time/time';
import { firstValueFrom } from 'rxjs';
import { IssueClient } from '../data/issue-client';
import { IssuePage } from '../data/issue-page';
import { EventSummary } from '../util/event-types';

/** All stored events of the issue, newest first, paged by key. */
@Component({
  selector: 'app-event-list',
  imports: [Button, Empty, LoadError, RouterLink, Skeleton, Time],
  templateUrl: './event-list.html',
})
export class EventList {
  private readonly client = inject(IssueClient);
  protected readonly page = inject(IssuePage);

  /** Slug in the URL. */
  readonly org = input.required<string>();
  readonly issueId = input.required<string>();

  protected readonly rows = signal<readonly EventSummary[]>([]);
  protected readonly next = signal<string | undefined>(undefined);
  protected readonly state = signal<'loading' | 'more' | 'ready' | 'failed'>('loading');
  protected readonly error = signal<unknown>(undefined);
  /** A column only where something differs. */
  protected readonly hasTitles = computed(() =>
    this.rows().some(({ title }) => title !== this.page.issue()?.title),
  );

  constructor() {
    effect(() => {
      this.issueId();
      untracked(() => void this.load());
    });
  }

  protected async load(): Promise<void> {
    const cursor = this.next();
    const id = this.issueId();
    this.state.set(cursor ? 'more' : 'loading');
    try {
      const listing = await firstValueFrom(
        this.client.events(id, { limit: '50', ...(cursor ? { cursor } : {}) }),
      );
      this.rows.update((rows) => (cursor ? [...rows, ...listing.rows] : listing.rows));
      this.next.set(listing.next);
      this.state.set('ready');
    } catch (error) {
      this.error.set(error);
      this.state.set('failed');
    }
  }

  protected userOf({ user }: EventSummary): string {
    return user?.email || user?.username || user?.id || user?.ip_address || '';
  }
}
