import { Injectable, computed, inject, signal } from '@angular/core';
import { Listing, Params } from '@shared/data-api/api';
import { LiveIssue } from '@shared/data-live/live-updates';
import { Session } from '@shared/data-session/session';
import { Subscription, firstValueFrom } from 'rxjs';
import { IssueFilters, apiParams, periodOf, writeFilters } from '../util/filters';
import { Issue, IssueStatus } from '../util/issue-types';
import { IssueClient } from './issue-client';

const PAGE = 50;
/** New issues are asked for at once, mere counts at most once a second. */
const SOON = 60;
const CALM = 1000;
const MOST_IDS = 50;

type State = 'loading' | 'ready' | 'failed';

/**
 * The rows of the issue list. It outlives the page, so that going back shows the same rows at once and the issue
 * page knows what is next. Numbers change in place; arrivals come in at the top, or wait while the reader is busy.
 */
@Injectable({ providedIn: 'root' })
export class IssueListStore {
  private readonly client = inject(IssueClient);
  private readonly session = inject(Session);

  private readonly shown = signal<readonly Issue[]>([]);
  private readonly arrived = signal<readonly Issue[]>([]);
  private readonly page = signal<Pick<Listing<Issue>, 'total' | 'cap' | 'next'>>({
    total: 0,
    cap: 0,
    next: undefined,
  });
  private readonly phase = signal<State>('loading');
  private readonly failure = signal<unknown>(undefined);
  private readonly fetching = signal(false);

  readonly rows = this.shown.asReadonly();
  /** What waits behind "3 new issues". */
  readonly waiting = this.arrived.asReadonly();
  readonly state = this.phase.asReadonly();
  readonly error = this.failure.asReadonly();
  readonly loadingMore = this.fetching.asReadonly();
  readonly total = computed(() => Math.max(this.page().total, this.shown().length));
  readonly isCapped = computed(() => this.page().total >= this.page().cap);
  readonly hasMore = computed(() => !!this.page().next);

  /** The row the keyboard is on; kept for the way back. */
  readonly current = signal<string | undefined>(undefined);
  /** While true, arrivals wait instead of moving rows under the reader. */
  readonly isHeld = signal(false);

  private key = '';
  private org = '';
  private filters: IssueFilters | undefined;
  private request: Subscription | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private changed = new Map<string, LiveIssue['kind']>();

  open(org: string, filters: IssueFilters): void {
    const key = JSON.stringify([this.session.account()?.id, org, filters]);
    const isSame = key === this.key && this.phase() === 'ready';
    this.org = org;
    this.filters = filters;
    if (isSame) return void this.refresh();
    this.key = key;
    this.current.set(undefined);
    this.load();
  }

  load(): void {
    this.request?.unsubscribe();
    this.phase.set('loading');
    this.shown.set([]);
    this.arrived.set([]);
    this.request = this.client.list(this.org, this.params({ limit: String(PAGE) })).subscribe({
      next: (listing) => {
        this.shown.set(listing.rows);
        this.page.set(listing);
        this.phase.set('ready');
      },
      error: (error: unknown) => {
        this.failure.set(error);
        this.phase.set('failed');
      },
    });
  }

  async more(): Promise<void> {
    const cursor = this.page().next;
    if (!cursor || this.fetching()) return;
    const { key } = this;
    this.fetching.set(true);
    try {
      const listing = await firstValueFrom(
        this.client.list(this.org, this.params({ limit: String(PAGE), cursor })),
      );
      if (key !== this.key) return;
      const known = new Set(this.shown().map(({ id }) => id));
      this.shown.update((rows) => [...rows, ...listing.rows.filter(({ id }) => !known.has(id))]);
      this.page.update((page) => ({ ...page, next: listing.next }));
    } finally {
      this.fetching.set(false);
    }
  }

  /** Asks for the first page again and takes over what changed, without moving rows under a busy reader. */
  async refresh(): Promise<void> {
    if (this.phase() !== 'ready') return;
    const { key } = this;
    const listing = await firstValueFrom(
      this.client.list(this.org, this.params({ limit: String(PAGE) })),
    ).catch(() => undefined);
    if (!listing || key !== this.key) return;
    this.page.update((page) => ({ ...page, total: listing.total, cap: listing.cap }));
    this.take(listing.rows);
  }

  /** A message of the live stream: the rows it is about are asked for, with the filters of the list. */
  live({ issueId, kind }: { readonly issueId: string; readonly kind: LiveIssue['kind'] }): void {
    const isArrival = kind === 'new' || kind === 'regressed';
    const isShown = this.shown().some(({ id }) => id === issueId);
    if (!isArrival && !isShown && this.shown().length) return;
    if (this.changed.size < MOST_IDS || isArrival) this.changed.set(issueId, kind);
    if (isArrival) this.schedule(SOON);
    else if (!this.timer) this.schedule(CALM);
  }

  showWaiting(): void {
    const arrived = this.arrived();
    this.arrived.set([]);
    if (this.isRecentFirst()) this.insert(arrived);
    else this.load();
  }

  /** Takes rows out after their status changed; the answer puts them back where they were. */
  remove(ids: ReadonlySet<string>): () => void {
    const before = this.shown();
    const { key } = this;
    const gone = before.filter(({ id }) => ids.has(id)).length;
    this.shown.update((rows) => rows.filter(({ id }) => !ids.has(id)));
    this.page.update((page) => ({ ...page, total: Math.max(0, page.total - gone) }));
    return () => {
      if (key !== this.key) return;
      const now = new Map(this.shown().map((row) => [row.id, row]));
      const back = before.filter(({ id }) => ids.has(id) || now.has(id)).map((row) => now.get(row.id) ?? row);
      const known = new Set(back.map(({ id }) => id));
      this.shown.set([...this.shown().filter(({ id }) => !known.has(id)), ...back]);
      this.page.update((page) => ({ ...page, total: page.total + gone }));
    };
  }

  restate(ids: ReadonlySet<string>, status: IssueStatus): void {
    this.shown.update((rows) => rows.map((row) => (ids.has(row.id) ? { ...row, status } : row)));
  }

  /** The URL of the list as it was left. */
  urlParams(): Record<string, string | string[] | null> {
    return this.filters ? writeFilters(this.filters) : {};
  }

  find(id: string): Issue | undefined {
    return this.shown().find((row) => row.id === id);
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), delay);
  }

  private async flush(): Promise<void> {
    this.timer = undefined;
    if (this.phase() !== 'ready' || !this.changed.size) return;
    const ids = [...this.changed.keys()].slice(0, MOST_IDS);
    for (const id of ids) this.changed.delete(id);
    const { key } = this;
    const asked = await firstValueFrom(
      this.client.list(this.org, this.params({ id: ids, limit: String(MOST_IDS) })),
    ).catch(() => undefined);
    if (!asked || key !== this.key) return;
    this.take(asked.rows);
    await this.settle(
      ids.filter((id) => !asked.rows.some((row) => row.id === id)),
      key,
    );
    if (this.changed.size) this.schedule(CALM);
  }

  /** Shown rows that no longer match: they stay in place and say what they are now, unless they are gone. */
  private async settle(ids: readonly string[], key: string): Promise<void> {
    const shown = ids.filter((id) => this.find(id));
    if (!shown.length) return;
    const params = { id: shown, query: '', limit: String(MOST_IDS), ...this.stats() };
    const asked = await firstValueFrom(this.client.list(this.org, params)).catch(() => undefined);
    if (!asked || key !== this.key) return;
    this.replace(asked.rows);
    this.remove(new Set(shown.filter((id) => !asked.rows.some((row) => row.id === id))));
  }

  private take(rows: readonly Issue[]): void {
    this.replace(rows);
    const known = new Set([...this.shown(), ...this.arrived()].map(({ id }) => id));
    const fresh = rows.filter(({ id }) => !known.has(id));
    if (!fresh.length) return;
    const mayInsert =
      !this.shown().length || (!this.isHeld() && !this.arrived().length && this.isRecentFirst());
    if (mayInsert) this.insert(fresh);
    else this.arrived.update((arrived) => [...fresh, ...arrived]);
  }

  private insert(fresh: readonly Issue[]): void {
    const known = new Set(fresh.map(({ id }) => id));
    this.shown.update((rows) => [...fresh, ...rows.filter(({ id }) => !known.has(id))]);
    this.page.update((page) => ({ ...page, total: page.total + fresh.length }));
  }

  private replace(rows: readonly Issue[]): void {
    const by = new Map(rows.map((row) => [row.id, row]));
    this.shown.update((shown) => shown.map((row) => by.get(row.id) ?? row));
    this.arrived.update((arrived) => arrived.map((row) => by.get(row.id) ?? row));
  }

  private isRecentFirst(): boolean {
    return ['-last_seen', '-first_seen'].includes(this.filters?.sort ?? '');
  }

  private params(more: Params): Params {
    if (!this.filters) return more;
    return { ...apiParams(this.filters), sort: this.filters.sort, ...this.stats(), ...more };
  }

  private stats(): Params {
    return { statsPeriod: periodOf(this.filters ?? { range: '' }) };
  }
}
