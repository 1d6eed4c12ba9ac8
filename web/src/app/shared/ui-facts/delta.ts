import { Component, computed, input } from '@angular/core';
import { Icon } from '../ui-icon/icon';

/** A figure against the one before. Only a clear worsening takes colour; better stays grey. */
@Component({
  selector: 'ui-delta',
  imports: [Icon],
  template: `<ui-icon [name]="change() < 0 ? 'arrow-down' : 'arrow-up'" size="sm" /><span class="sr">{{
      change() < 0 ? 'down ' : 'up '
    }}</span
    >{{ text() }}`,
  host: { class: 'delta', '[class.delta--worse]': 'worse()' },
})
export class Delta {
  readonly change = input.required<number>();
  readonly unit = input('');
  readonly worse = input(false);
  protected readonly text = computed(() => `${Math.abs(this.change())}${this.unit()}`);
}
