import { Component, computed, input } from '@angular/core';
import { formatCount, formatExact } from '../util-format/counts';

/** A count: exact below 10,000, then short with the exact value on hover and in the accessible name. */
@Component({
  selector: 'ui-count',
  template: `@if (value() === null || value() === undefined) {
      <span class="faint">–</span>
    } @else if (short() === exact()) {
      <span class="num">{{ short() }}</span>
    } @else {
      <abbr class="num" [title]="exact()" [attr.aria-label]="exact()">{{ short() }}</abbr>
    }`,
})
export class Count {
  readonly value = input.required<number | null | undefined>();
  protected readonly short = computed(() => formatCount(this.value() ?? 0));
  protected readonly exact = computed(() => formatExact(this.value() ?? 0));
}
