import {
  Component,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
  viewChildren,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Button } from '@shared/ui-button/button';
import { Histogram } from '@shared/ui-chart/histogram';
import { Icon } from '@shared/ui-icon/icon';
import { LoadError } from '@shared/ui-state/load-error';
import { Skeleton } from '@shared/ui-state/skeleton';
import { Count } from '@shared/ui-time/count';
import { Tooltip } from '@shared/ui-tooltip/tooltip';
import { formatCount, formatExact, formatUnits } from '@shared/util-format/counts';
import { Shortcuts } from '@shared/util-keys/shortcuts';
import { problemOf } from '@shared/util-problem/problem';
import { PageTitle } from '@shared/util-title/page-title';
import { IssueListStore } from '../data/issue-list-store';
import { IssueOverview } from '../data/issue-overview';
import { LiveIssues } from '../data/live-issues';
import { IssueRow } from '../ui/issue-row';
import { IssueFilters as Filters, Param, periodOf, readFilters, sorts, writeFilters } from '../util/filters';
import { IssueStatus } from '../util/issue-types';
import { viewOf, withView } from '../util/query';
import { BulkBar } from './bulk-bar';
import { IssueActions } from './issue-actions';
import { IssueFilters } from './issue-filters';
import { IssueListEmpty } from './issue-list-empty';
import { Selection } from './selection';

const DENSITY = 'fettle.density';

const views = [
  { id: 'unresolved', label: 'Unresolved', tone: '' },
  { id: 'new', label: 'New', tone: 'tab__count--new' },
  { id: 'regressed', label: 'Regressed', tone: 'tab__count--warn' },
  { id: 'ignored', label: 'Ignored', tone: '' },
  { id: 'resolved', label: 'Resolved', tone: '' },
] as const;

/** The issues of an organization. Everything that is chosen is in the URL. */
@Component({
  selector: 'app-issue-list',
  imports: [
    BulkBar,
    Button,
    Count,
    Histogram,
    Icon,
    IssueFilters,
    IssueListEmpty,
    IssueRow,
    LoadError,
    RouterLink,
    Skeleton,
    Tooltip,
  ],
  templateUrl: './issue-list.html',
  host: { '(document:scroll)': 'hold()', '(focusin)': 'hold()', '(focusout)': 'hold()' },
})
export class IssueList {
  private readonly router = inject(Router);
  private readonly overview = inject(IssueOverview);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly store = inject(IssueListStore);
  protected readonly actions = inject(IssueActions);

  /** Slug in the URL. */
  readonly org = input.required<string>();
  readonly query = input<Param>();
  readonly project = input<Param>();
  readonly environment = input<Param>();
  readonly start = input<Param>();
  readonly sort = input<Param>();

  private readonly rowElements = viewChildren(IssueRow);
  protected readonly selection = new Selection(this.store.rows);
  protected readonly compact = signal(localStorage.getItem(DENSITY) === 'compact');
  protected readonly isLive = inject(LiveIssues).follow(this.org, (issue) => {
    this.store.live(issue);
    this.overview.refresh();
  });

  protected readonly filters = computed(
    () =>
      readFilters({
        query: this.query(),
        project: this.project(),
        environment: this.environment(),
        start: this.start(),
        sort: this.sort(),
      }),
    { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  protected readonly period = computed(() => periodOf(this.filters()));
  protected readonly listStatus = computed(() => statusOf(viewOf(this.filters().query)));
  protected readonly state = computed(() => {
    const state = this.store.state();
    return state === 'ready' && !this.store.rows().length ? 'empty' : state;
  });
  protected readonly views = computed(() => {
    const counts = this.overview.counts();
    const filters = this.filters();
    const current = viewOf(filters.query);
    return views.map(({ id, label, tone }) => {
      const count = counts?.[id] ?? 0;
      const isCapped = !!counts && count >= counts.cap;
      return {
        id,
        label,
        tone: tone && count ? tone : '',
        count: count ? formatCount(count) + (isCapped ? '+' : '') : '',
        exact: `${formatExact(count)}${isCapped ? ' or more' : ''}`,
        isCurrent: id === current,
        params: writeFilters({ ...filters, query: withView(filters.query, id) }),
      };
    });
  });
  /** Why the server refused the query: it says which part it does not understand. */
  protected readonly queryProblem = computed(() => {
    if (this.state() !== 'failed') return '';
    const { status, message } = problemOf(this.store.error());
    return status === 400 ? message : '';
  });
  protected readonly bars = computed(() =>
    (this.overview.histogram()?.buckets ?? []).map(({ at, known, fresh }) => ({
      at: Date.parse(at),
      known,
      fresh,
    })),
  );
  protected readonly eventTotal = computed(() =>
    this.bars().reduce((sum, { known, fresh }) => sum + known + fresh, 0),
  );
  protected readonly hasEvents = computed(() => this.eventTotal() > 0 && this.state() !== 'failed');
  protected readonly overviewLabel = computed(() =>
    this.period() === '24h' ? 'Events per hour, last 24 h' : 'Events per day, last 14 d',
  );
  protected readonly peakWords = computed(() => {
    const peak = Math.max(0, ...this.bars().map(({ known, fresh }) => known + fresh));
    return `peak ${formatCount(peak)} / ${this.period() === '24h' ? 'h' : 'day'}`;
  });
  protected readonly totalWords = computed(
    () => `${formatCount(this.store.total())}${this.store.isCapped() ? '+' : ''}`,
  );
  protected readonly queryWords = computed(() => {
    const { query, environments } = this.filters();
    return [query || 'everything', environments.length ? `in ${environments.join(', ')}` : '']
      .filter(Boolean)
      .join(' ');
  });
  protected readonly sortWords = computed(() => {
    const { sort } = this.filters();
    return `sorted by ${sorts.find(({ value }) => value === sort)?.label.toLowerCase() ?? sort}`;
  });
  protected readonly waitingWords = computed(() => {
    const waiting = this.store.waiting();
    if (!waiting.length) return '';
    return formatUnits(waiting.length, waiting.every(({ isNew }) => isNew) ? 'new issue' : 'more issue');
  });

  constructor() {
    effect(() => {
      const [org, filters] = [this.org(), this.filters()];
      untracked(() => {
        this.selection.clear();
        this.store.open(org, filters);
        this.overview.open(org, filters);
      });
    });
    // Live messages may have been missed before and between connections.
    effect(() => {
      if (this.isLive()) untracked(() => void this.store.refresh());
    });
    effect(() => {
      this.selection.size();
      untracked(() => this.hold());
    });
    const title = inject(PageTitle);
    effect(() =>
      title.set(
        this.listStatus() === 'unresolved'
          ? 'Issues'
          : (this.views().find((view) => view.isCurrent)?.label ?? 'Issues'),
      ),
    );
    this.returnToRow();
    this.registerKeys();
  }

  protected go(filters: Filters): void {
    void this.router.navigate(['/', this.org(), 'issues'], { queryParams: writeFilters(filters) });
  }

  protected showWaiting(): void {
    this.store.showWaiting();
    window.scrollTo({ top: 0 });
  }

  protected toggleDensity(): void {
    this.compact.update((compact) => !compact);
    localStorage.setItem(DENSITY, this.compact() ? 'compact' : '');
  }

  protected act(status: IssueStatus): void {
    if (!this.actions.mayWrite()) return;
    if (this.selection.isQuery()) {
      void this.actions
        .changeAll(this.org(), this.filters(), status, this.totalWords())
        .then((isDone) => isDone && this.selection.clear());
      return;
    }
    const row = this.store.find(this.store.current() ?? '');
    const issues = this.selection.size() ? this.selection.chosen() : row ? [row] : [];
    if (!issues.length) return;
    const index = this.store.rows().findIndex(({ id }) => id === issues[0]?.id);
    this.selection.clear();
    void this.actions.change(this.org(), issues, status, this.filters());
    this.focusRow(index);
  }

  /** New rows wait while the reader is at work here: scrolled, selecting, or with the keyboard on a row. */
  protected hold(): void {
    const isOnRow = !!this.host.nativeElement.querySelector('.issues')?.contains(document.activeElement);
    this.store.isHeld.set(window.scrollY > 0 || this.selection.size() > 0 || isOnRow);
  }

  private returnToRow(): void {
    const current = this.store.current();
    if (!current) return;
    const waiting = effect(() => {
      const row = this.rowElements().find((each) => each.issue().id === current);
      if (!row) return;
      waiting.destroy();
      setTimeout(() => row.focus());
    });
  }

  private focusRow(index: number): void {
    setTimeout(() => {
      const rows = this.rowElements();
      rows[Math.min(index, rows.length - 1)]?.focus();
    });
  }

  private step(by: 1 | -1): void {
    const index = this.store.rows().findIndex(({ id }) => id === this.store.current());
    const next = index < 0 ? 0 : index + by;
    if (next >= 0 && next < this.store.rows().length) this.rowElements()[next]?.focus();
    if (next >= this.store.rows().length - 5) void this.store.more();
  }

  private registerKeys(): void {
    const current = () => this.store.current();
    inject(Shortcuts).register([
      { keys: 'j', label: 'Next issue', run: () => this.step(1) },
      { keys: 'k', label: 'Previous issue', run: () => this.step(-1) },
      {
        keys: 'x',
        label: 'Select, with Shift a range',
        run: (event) => {
          const id = current();
          if (id) this.selection.pick(id, event);
        },
      },
      {
        keys: 'o',
        label: 'Open',
        run: () => {
          const id = current();
          if (id) void this.router.navigate(['/', this.org(), 'issues', id]);
        },
      },
      { keys: 'e', label: 'Resolve', run: () => this.act('resolved') },
      { keys: 'i', label: 'Ignore', run: () => this.act('ignored') },
      { keys: 'u', label: 'Reopen', run: () => this.act('unresolved') },
      { keys: 'Escape', label: 'Clear selection', run: () => this.selection.clear() },
    ]);
  }
}

function statusOf(view: string | undefined): IssueStatus | undefined {
  if (view === 'resolved' || view === 'ignored') return view;
  return view ? 'unresolved' : undefined;
}
