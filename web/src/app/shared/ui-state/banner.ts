import { Component, computed, input } from '@angular/core';
import { Icon } from '../ui-icon/icon';
import { IconName } from '../ui-icon/icon-names';

const icons: Readonly<Record<string, IconName>> = {
  danger: 'circle-x',
  warning: 'triangle-alert',
  info: 'info',
  success: 'circle-check',
};

/** The state of a page or of the server. A button in `[action]` is its one action. */
@Component({
  selector: 'ui-banner',
  imports: [Icon],
  template: `<ui-icon [name]="icon()" />
    <div><ng-content /></div>
    <ng-content select="[action]" />`,
  host: {
    '[class]': '"banner banner--" + tone()',
    '[attr.role]': 'tone() === "danger" ? "alert" : "status"',
  },
})
export class Banner {
  readonly tone = input<'danger' | 'warning' | 'info' | 'success'>('info');
  protected readonly icon = computed(() => icons[this.tone()] ?? 'info');
}
