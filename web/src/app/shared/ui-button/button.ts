import { Component, computed, input } from '@angular/core';
import { Icon } from '../ui-icon/icon';
import { IconName } from '../ui-icon/icon-names';

export type ButtonVariant = 'default' | 'primary' | 'danger' | 'danger-quiet' | 'ghost';

/**
 * `<button uiButton variant="primary" icon="plus" [busy]="saving()">Create key</button>`, also on links.
 * One primary per view. `iconOnly` needs an `aria-label`. Busy keeps the button focusable; the handler ignores it.
 */
@Component({
  selector: 'button[uiButton], a[uiButton]',
  imports: [Icon],
  template: `@if (busy()) {
      <span class="spinner" aria-hidden="true"></span>
    } @else if (icon(); as name) {
      <ui-icon [name]="name" [size]="size() === 'sm' ? 'sm' : 'md'" />
    }
    <ng-content />`,
  host: { '[class]': 'classes()', '[attr.aria-busy]': 'busy() || null' },
})
export class Button {
  readonly variant = input<ButtonVariant>('default');
  readonly size = input<'sm' | 'md' | 'lg'>('md');
  readonly icon = input<IconName>();
  readonly iconOnly = input(false);
  readonly block = input(false);
  readonly busy = input(false);

  protected readonly classes = computed(() =>
    [
      'btn',
      this.variant() === 'default' ? '' : `btn--${this.variant()}`,
      this.size() === 'md' ? '' : `btn--${this.size()}`,
      this.iconOnly() ? 'btn--icon' : '',
      this.block() ? 'btn--block' : '',
    ]
      .filter(Boolean)
      .join(' '),
  );
}
