import { Component, computed, input } from '@angular/core';

/**
 * The grid of what comes, in its final geometry. `label` says what is loading; `rows` rows of `height` px.
 * It appears after 150 ms, so that a fast answer does not flicker.
 */
@Component({
  selector: 'ui-skeleton',
  template: `@for (row of list(); track row) {
    <div class="skel-row" [style.min-height.px]="height()">
      <span class="skeleton skeleton--box"></span>
      <span>
        <span class="skeleton" [style.width.%]="62 - ((row * 17) % 30)"></span>
        @if (height() >= 40) {
          <span class="skeleton skeleton--meta" [style.width.%]="44 - ((row * 11) % 20)"></span>
        }
      </span>
      <span class="skeleton skeleton--end"></span>
    </div>
  }`,
  host: {
    class: 'skeleton-list',
    role: 'status',
    'aria-busy': 'true',
    '[attr.aria-label]': '"Loading " + label()',
  },
})
export class Skeleton {
  readonly label = input.required<string>();
  readonly rows = input(4);
  readonly height = input(44);
  protected readonly list = computed(() => Array.from({ length: this.rows() }, (_, row) => row));
}
