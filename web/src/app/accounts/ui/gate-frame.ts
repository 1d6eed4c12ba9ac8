import { Component, inject, input } from '@angular/core';
import { Button } from '@shared/ui-button/button';
import { Theme } from '@shared/util-theme/theme';

/** One card on the canvas: log in and register. */
@Component({
  selector: 'app-gate-frame',
  imports: [Button],
  template: `<div class="gate">
    <header class="gate__brand">
      <svg aria-hidden="true"><use href="#i-mark" /></svg>Fettle
    </header>
    <main class="gate__card" id="main" tabindex="-1">
      <h1>{{ heading() }}</h1>
      <ng-content />
    </main>
    <footer class="gate__foot">
      @if (version(); as known) {
        <span>Fettle {{ known }}</span>
      }
      <button uiButton variant="ghost" size="sm" type="button" icon="sun-moon" (click)="switchTheme()">
        {{ theme.choice() === 'dark' ? 'Light theme' : 'Dark theme' }}
      </button>
    </footer>
  </div>`,
})
export class GateFrame {
  protected readonly theme = inject(Theme);
  readonly heading = input.required<string>();
  readonly version = input<string>();

  protected switchTheme(): void {
    this.theme.choose(this.theme.choice() === 'dark' ? 'light' : 'dark');
  }
}
