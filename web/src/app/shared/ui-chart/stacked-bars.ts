import { Component, computed, inject, input, signal } from '@angular/core';
import { niceMaximum } from '../util-chart/bars';
import { Stack, stackPaths, totalOf } from '../util-chart/stacks';
import { formatCount, formatExact } from '../util-format/counts';
import { Clock } from '../util-time/clock';
import { formatClock, formatDay, formatExactTime } from '../util-time/times';

export interface Series {
  readonly label: string;
  /** Names the class `tone--…`, which sets the colour of bars and legend. */
  readonly tone: string;
}

const WIDTH = 960;
const HEIGHT = 64;
const TWO_DAYS = 2 * 86_400_000;

/** Several series over time: linear, stacked, one named image with its numbers as a table on demand. */
@Component({
  selector: 'ui-stacked-bars',
  templateUrl: './stacked-bars.html',
})
export class StackedBars {
  private readonly clock = inject(Clock);
  readonly bars = input.required<readonly Stack[]>();
  readonly series = input.required<readonly Series[]>();
  /** What is counted: "Items not kept". */
  readonly label = input.required<string>();
  /** "per hour" */
  readonly per = input.required<string>();

  protected readonly table = signal(false);
  protected readonly paths = computed(() => stackPaths(this.bars(), WIDTH, HEIGHT));
  private readonly peak = computed(() => Math.max(0, ...this.bars().map(totalOf)));
  /** What the upper edge stands for. */
  protected readonly top = computed(() =>
    this.peak() > 0 ? `${formatCount(niceMaximum(this.peak()))} ${this.per()}` : '',
  );
  protected readonly name = computed(() => {
    const last = this.bars().at(-1);
    const now = formatCount(last ? totalOf(last) : 0);
    return `${this.label()} ${this.per()}: now ${now}, peak ${formatCount(this.peak())}`;
  });
  protected readonly ticks = computed(() => {
    const bars = this.bars();
    const settings = this.clock.settings();
    const isLong = (bars.at(-1)?.at ?? 0) - (bars[0]?.at ?? 0) > TWO_DAYS;
    const places = bars.length < 4 ? [0] : [0, 0.25, 0.5, 0.75].map((part) => Math.floor(part * bars.length));
    return places
      .map((place) => bars[place])
      .filter((bar) => bar !== undefined)
      .map(({ at }) =>
        isLong
          ? formatDay(at, settings).slice(0, -5)
          : formatClock(at, settings).replace(/^(\d+:\d+):\d+/, '$1'),
      );
  });
  protected readonly rows = computed(() =>
    this.bars().map(({ at, values }) => ({
      at,
      when: formatExactTime(at, this.clock.settings()),
      values: values.map(formatExact),
    })),
  );
}
