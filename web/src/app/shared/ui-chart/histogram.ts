import { Component, computed, inject, input, signal } from '@angular/core';
import { barPath, niceMaximum } from '../util-chart/bars';
import { formatCount } from '../util-format/counts';
import { Clock } from '../util-time/clock';
import { formatClock, formatDay, formatExactTime } from '../util-time/times';

/** One bucket: its start, and how much of it is known and how much is new in this range. */
export interface HistogramBar {
  readonly at: number;
  readonly known: number;
  readonly fresh: number;
}

const WIDTH = 480;
const HEIGHT = 40;
const DAY = 86_400_000;

/** Events over time: linear, known and new stacked, one named image with its numbers as a table on demand. */
@Component({
  selector: 'ui-histogram',
  templateUrl: './histogram.html',
})
export class Histogram {
  private readonly clock = inject(Clock);
  readonly bars = input.required<readonly HistogramBar[]>();
  /** What is counted, such as "Events per hour". */
  readonly label = input.required<string>();

  protected readonly table = signal(false);
  protected readonly maximum = computed(() => niceMaximum(Math.max(0, ...this.bars().map(total))));
  protected readonly known = computed(() => this.path(({ known }) => known));
  protected readonly fresh = computed(() => {
    const floors = this.bars().map(({ known }) => HEIGHT - this.scale(known));
    return barPath(
      this.bars().map(({ fresh }) => this.scale(fresh)),
      WIDTH,
      2,
      floors,
    );
  });
  protected readonly peak = computed(() => formatCount(Math.max(0, ...this.bars().map(total))));
  protected readonly name = computed(() => {
    const last = this.bars().at(-1);
    return `${this.label()}: now ${formatCount(last ? total(last) : 0)}, peak ${this.peak()}`;
  });
  protected readonly ticks = computed(() => {
    const bars = this.bars();
    const isDays = bars.length > 1 && (bars[1]?.at ?? 0) - (bars[0]?.at ?? 0) >= DAY;
    const quarters = [0, 0.25, 0.5, 0.75].map((part) => bars[Math.floor(part * bars.length)]);
    const settings = this.clock.settings();
    return quarters
      .filter((bar) => bar !== undefined)
      .map(({ at }) =>
        isDays ? formatDay(at, settings).slice(4, -5) : formatClock(at, settings).slice(0, 5),
      );
  });
  protected readonly rows = computed(() =>
    this.bars().map((bar) => ({ ...bar, when: formatExactTime(bar.at, this.clock.settings()) })),
  );

  private path(of: (bar: HistogramBar) => number): string {
    return barPath(
      this.bars().map((bar) => this.scale(of(bar))),
      WIDTH,
      2,
      HEIGHT,
    );
  }

  private scale(value: number): number {
    return value <= 0 ? 0 : Math.max(0.75, (value / this.maximum()) * HEIGHT);
  }
}

function total({ known, fresh }: HistogramBar): number {
  return known + fresh;
}
