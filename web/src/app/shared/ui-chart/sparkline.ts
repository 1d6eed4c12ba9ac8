import { Component, computed, input } from '@angular/core';
import { barPath, logGrid, logHeight } from '../util-chart/bars';
import { formatCount } from '../util-format/counts';

const WIDTH = 144;
const HEIGHT = 28;

/** The trend of one row. Log scale 0 to 10,000 per bucket, the same for every row, so rows compare. */
@Component({
  selector: 'ui-sparkline',
  template: `<svg
    class="spark"
    viewBox="0 0 144 28"
    preserveAspectRatio="none"
    role="img"
    [attr.aria-label]="name()">
    <path class="grid" [attr.d]="grid" />
    <path class="base" d="M0 28H144" />
    <path [class]="isNew() ? 'new' : 'known'" [attr.d]="bars()" />
  </svg>`,
})
export class Sparkline {
  readonly values = input.required<readonly number[]>();
  /** What is counted, such as "Events per hour over 24 hours". */
  readonly label = input.required<string>();
  readonly isNew = input(false);

  protected readonly grid = logGrid(WIDTH, HEIGHT);
  protected readonly bars = computed(() =>
    barPath(
      this.values().map((value) => logHeight(value, HEIGHT)),
      WIDTH,
      1,
      HEIGHT,
    ),
  );
  protected readonly name = computed(() => {
    const values = this.values();
    return `${this.label()}: now ${formatCount(values.at(-1) ?? 0)}, peak ${formatCount(Math.max(0, ...values))}`;
  });
}
