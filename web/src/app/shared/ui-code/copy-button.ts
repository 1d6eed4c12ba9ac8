import { Component, DOCUMENT, inject, input, signal } from '@angular/core';
import { Button } from '../ui-button/button';

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
  private readonly clipboard = inject(DOCUMENT).defaultView?.navigator.clipboard;
  private readonly document = inject(DOCUMENT);
  readonly text = input.required<string>();
  readonly label = input.required<string>();
  readonly iconOnly = input(false);
  protected readonly copied = signal(false);

  protected async copy(): Promise<void> {
    // Without HTTPS browsers give no clipboard: the older command still works there.
    await (this.clipboard?.writeText(this.text()) ?? this.copyBySelection());
    this.copied.set(true);
    setTimeout(() => this.copied.set(false), 2000);
  }

  private copyBySelection(): void {
    const field = this.document.createElement('textarea');
    field.value = this.text();
    field.className = 'sr';
    this.document.body.append(field);
    field.select();
    this.document.execCommand('copy');
    field.remove();
  }
}
