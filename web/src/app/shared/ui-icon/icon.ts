import { Component, computed, input } from '@angular/core';
import { IconName } from './icon-names';

/** A lucide icon of the sprite, always decoration: the control around it carries the name. */
@Component({
  selector: 'ui-icon',
  template: `<svg
    class="icon"
    aria-hidden="true"
    [class.icon--sm]="size() === 'sm'"
    [class.icon--lg]="size() === 'lg'">
    <use [attr.href]="href()" />
  </svg>`,
  host: { class: 'ui-icon' },
})
export class Icon {
  readonly name = input.required<IconName>();
  readonly size = input<'sm' | 'md' | 'lg'>('md');
  protected readonly href = computed(() => `#i-${this.name()}`);
}
