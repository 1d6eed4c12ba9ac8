import { Component, inject, input, signal } from '@angular/core';
import { Button } from '../ui-button/button';
import { Clipboard } from '../util-clipboard/clipboard';

/** Copies a text and says so for two seconds. `label` names what is copied: "DSN". */
@Component({
  selector: 'ui-copy-button',
  imports: [Button],
  template: `<button
      uiButton
      size="sm"
      variant="ghost"
      type="button"
      [icon]="copied() ? 'check' : 'copy'"
      [iconOnly]="iconOnly()"
      [attr.aria-label]="'Copy ' + label()"
      (click)="copy()">
      {{ iconOnly() ? '' : copied() ? 'Copied' : 'Copy' }}
    </button>
    <span class="sr" role="status">{{ copied() ? 'Copied' : '' }}</span>`,
  host: { class: 'copy-button' },
})
export class CopyButton {
  private readonly clipboard = inject(Clipboard);
  readonly text = input.required<string>();
  readonly label = input.required<string>();
  readonly iconOnly = input(false);
  protected readonly copied = signal(false);

  protected async copy(): Promise<void> {
    if (!(await this.clipboard.copy(this.text()))) return;
    this.copied.set(true);
    setTimeout(() => this.copied.set(false), 2000);
  }
}
