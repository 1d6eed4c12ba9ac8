import { Component, computed, input } from '@angular/core';
import { Icon } from '../ui-icon/icon';
import { IconName } from '../ui-icon/icon-names';

export type BadgeTone = 'plain' | 'new' | 'warning' | 'danger' | 'fatal' | 'success' | 'info' | 'outline';

/** A short word about a thing's state. The word carries the meaning, the tone repeats it. */
@Component({
  selector: 'ui-badge',
  imports: [Icon],
  template: `@if (icon(); as name) {
      <ui-icon [name]="name" />
    }
    <ng-content />`,
  host: { '[class]': 'classes()' },
})
export class Badge {
  readonly tone = input<BadgeTone>('plain');
  readonly icon = input<IconName>();
  protected readonly classes = computed(() =>
    this.tone() === 'plain' ? 'badge' : `badge badge--${this.tone()}`,
  );
}
