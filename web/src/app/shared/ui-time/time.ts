import { Component, computed, inject, input } from '@angular/core';
import { Clock } from '../util-time/clock';
import { formatAge, formatExactTime } from '../util-time/times';

/** How long ago, alive; the exact time in the reader's zone on hover and in the accessible name. */
@Component({
  selector: 'ui-time',
  template: `@if (instant() === undefined) {
      <span class="faint">–</span>
    } @else {
      <time
        [attr.datetime]="iso()"
        [title]="exact()"
        [attr.aria-label]="age() + (ago() ? ' ago, ' : ', ') + exact()"
        >{{ age() }}{{ ago() ? ' ago' : '' }}</time
      >
    }`,
})
export class Time {
  private readonly clock = inject(Clock);
  /** ISO text or epoch milliseconds; nothing shows a dash. */
  readonly at = input.required<string | number | null | undefined>();
  /** "4 min ago" in prose, "4 min" in tables. */
  readonly ago = input(false);

  protected readonly instant = computed(() => {
    const at = this.at();
    const instant = typeof at === 'number' ? at : Date.parse(at ?? '');
    return Number.isNaN(instant) ? undefined : instant;
  });
  protected readonly iso = computed(() => new Date(this.instant() ?? 0).toISOString());
  protected readonly age = computed(() => formatAge(this.instant() ?? 0, this.clock.now()));
  protected readonly exact = computed(() => formatExactTime(this.instant() ?? 0, this.clock.settings()));
}
