import { Component, computed, effect, inject, input, linkedSignal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { Button } from '@shared/ui-button/button';
import { StackedBars } from '@shared/ui-chart/stacked-bars';
import { Select } from '@shared/ui-select/select';
import { Banner } from '@shared/ui-state/banner';
import { Empty } from '@shared/ui-state/empty';
import { LoadError } from '@shared/ui-state/load-error';
import { Skeleton } from '@shared/ui-state/skeleton';
import { Time } from '@shared/ui-time/time';
import { foldStacks } from '@shared/util-chart/stacks';
import { formatShare } from '@shared/util-format/counts';
import { PageTitle } from '@shared/util-title/page-title';
import { IntakeClient } from '../data/intake-client';
import { IntakeLive } from '../data/intake-live';
import { DiscardTable } from '../ui/discard-table';
import { IntakeBalance } from '../ui/intake-balance';
import { ReasonTable } from '../ui/reason-table';
import { bucketName, notKeptOf, notKeptParts } from '../util/intake-balance';
import { IntakeScope, categories, categoryName, periods, readScope, writeScope } from '../util/intake-scope';
import { IntakeReport } from '../util/intake-types';
import { SetAside } from './set-aside';

/** More bars than this are too thin to see: hours become days. */
const MOST_BARS = 200;

/** What became of everything a project received. */
@Component({
  selector: 'app-intake',
  imports: [
    Banner,
    Button,
    DiscardTable,
    Empty,
    IntakeBalance,
    LoadError,
    ReasonTable,
    RouterLink,
    Select,
    SetAside,
    Skeleton,
    StackedBars,
    Time,
  ],
  templateUrl: './intake.html',
})
export class Intake {
  private readonly router = inject(Router);
  private readonly organizations = inject(Organizations);

  readonly org = input.required<string>();
  /** Slug in the URL. */
  readonly project = input.required<string>();
  /** "now-7d" */
  readonly start = input<string>();
  readonly category = input<string>();

  protected readonly periods = periods;
  protected readonly categories = categories;
  protected readonly scope = computed(() => readScope(this.start(), this.category()), { equal: isSameScope });
  protected readonly loaded = inject(IntakeClient).report(this.org, this.project, this.scope);
  private readonly named = computed(() => this.organizations.project(this.project()));
  protected readonly projectName = computed(() => this.named()?.name ?? this.project());
  /** The last answer about this project stays while the next one comes. */
  protected readonly report = linkedSignal<
    { project: string; report: IntakeReport | undefined },
    IntakeReport | undefined
  >({
    source: () => ({
      project: this.project(),
      report: this.loaded.hasValue() ? this.loaded.value() : undefined,
    }),
    computation: ({ project, report }, before) =>
      report ?? (before?.source.project === project ? before.value : undefined),
  });
  protected readonly isLive = inject(IntakeLive).follow(
    this.org,
    () => this.named()?.id,
    () => this.loaded.reload(),
  );

  protected readonly stacks = computed(() => {
    const series = this.report()?.series ?? [];
    const stacks = series.map((bucket) => ({ at: Date.parse(bucket.time), values: notKeptOf(bucket) }));
    return stacks.length > MOST_BARS ? foldStacks(stacks, 24) : stacks;
  });
  protected readonly per = computed(() => {
    const { interval = 3_600, series = [] } = this.report() ?? {};
    return bucketName({ interval: series.length > MOST_BARS ? interval * 24 : interval });
  });
  protected readonly bars = notKeptParts.map(({ part, label }) => ({ tone: part, label }));
  protected readonly legend = computed(() => {
    const totals = this.report()?.totals;
    return totals ? notKeptParts.filter(({ part }) => totals[part] > 0) : [];
  });
  protected readonly isEmpty = computed(() => this.report()?.totals.received === 0);
  protected readonly keptShare = computed(() => formatShare(this.report()?.spike?.keepRate ?? 0, 1));
  protected readonly rangeName = computed(
    () => periods.find(({ value }) => value === this.scope().period)?.label.toLowerCase() ?? '',
  );
  protected readonly categoryName = computed(() =>
    this.scope().category ? categoryName(this.scope().category).toLowerCase() : '',
  );
  protected readonly places = computed(() => {
    const settings = ['/', this.org(), 'settings'];
    const project = [...settings, 'projects', this.project()];
    return {
      keys: [...project, 'keys'],
      rules: [...project, 'filters'],
      general: project,
      organization: settings,
    };
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => title.set('Intake', this.projectName()));
  }

  protected look(some: Partial<IntakeScope>): void {
    const queryParams = writeScope({ ...this.scope(), ...some });
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}

function isSameScope(one: IntakeScope, other: IntakeScope): boolean {
  return one.period === other.period && one.category === other.category;
}
