import { Component, computed, input } from '@angular/core';

/** How much of a limit is used, what is forecast (hatched), and where an alert stands. The sentence says it all. */
@Component({
  selector: 'ui-meter',
  template: `<i class="meter__used" [style.width.%]="used()"></i>
    @if (ahead(); as width) {
      <i class="meter__ahead" [style.left.%]="used()" [style.width.%]="width"></i>
    }
    @if (mark(); as place) {
      <i class="meter__mark" [style.left.%]="place"></i>
    }`,
  host: { class: 'meter', role: 'img', '[attr.aria-label]': 'sentence()' },
})
export class Meter {
  readonly sentence = input.required<string>();
  /** Percent of the limit. */
  readonly used = input.required<number>();
  /** Percent of the limit at the end of the period. */
  readonly forecast = input<number>();
  /** Percent at which somebody is told. */
  readonly mark = input<number>();
  protected readonly ahead = computed(() =>
    Math.max(0, Math.min(100, this.forecast() ?? 0) - Math.min(100, this.used())),
  );
}
