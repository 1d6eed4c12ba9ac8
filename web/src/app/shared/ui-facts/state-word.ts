import { Component, computed, input } from '@angular/core';
import { Icon } from '../ui-icon/icon';
import { IconName } from '../ui-icon/icon-names';

export type StateTone = 'ok' | 'warn' | 'bad' | 'off';

const ICONS: Readonly<Record<StateTone, IconName>> = {
  ok: 'check',
  warn: 'triangle-alert',
  bad: 'circle-x',
  off: 'ban',
};

/** The last result as a glyph and a word: "Delivered", "Failing, 401", "Paused by Kofi". Never a bare dot. */
@Component({
  selector: 'ui-state-word',
  imports: [Icon],
  template: `<ui-icon [name]="glyph()" /><ng-content />`,
  host: { '[class]': '"state state--" + tone()' },
})
export class StateWord {
  readonly tone = input.required<StateTone>();
  readonly icon = input<IconName>();
  protected readonly glyph = computed(() => this.icon() ?? ICONS[this.tone()]);
}
