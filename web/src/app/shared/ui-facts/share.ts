import { Component, computed, input } from '@angular/core';
import { formatShare } from '../util-format/counts';

/** A share of a whole in a table's cell: bar and per cent. */
@Component({
  selector: 'ui-share',
  template: `<span class="share__bar" aria-hidden="true"><i [style.width.%]="percent()"></i></span
    ><span class="num">{{ text() }}</span>`,
  host: { class: 'share' },
})
export class Share {
  readonly part = input.required<number>();
  readonly whole = input.required<number>();
  protected readonly text = computed(() => formatShare(this.part(), this.whole()));
  protected readonly percent = computed(() => (this.whole() ? (100 * this.part()) / this.whole() : 0));
}
