import { Component, computed, input } from '@angular/core';

export type Level = 'fatal' | 'error' | 'warning' | 'info' | 'debug';

const known: readonly string[] = ['fatal', 'error', 'warning', 'info', 'debug'];

/** Severity as a shape of its own; its word is the tooltip and the accessible name. Unknown levels look like "error". */
@Component({
  selector: 'ui-level',
  template: `<svg role="img" [attr.aria-label]="level()"><use [attr.href]="href()" /></svg>`,
  host: { '[class]': '"level level--" + shape()', '[title]': 'level()' },
})
export class LevelIcon {
  readonly level = input.required<string>();
  protected readonly shape = computed(() => (known.includes(this.level()) ? this.level() : 'error'));
  protected readonly href = computed(() => `#i-level-${this.shape()}`);
}
