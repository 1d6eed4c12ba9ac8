import { DialogRef } from '@angular/cdk/dialog';
import { Component, inject } from '@angular/core';
import { Button } from '../ui-button/button';
import { Shortcuts } from '../util-keys/shortcuts';

/** All keys of the page, those of the page itself first. Opened with "?". */
@Component({
  selector: 'ui-keyboard-help',
  imports: [Button],
  template: `<div class="dialog">
    <div class="dialog__head">
      <h2 id="dialog-heading">Keyboard</h2>
      <button
        uiButton
        variant="ghost"
        size="sm"
        type="button"
        icon="x"
        aria-label="Close"
        [iconOnly]="true"
        (click)="dialog.close()"></button>
    </div>
    <div class="dialog__body keys">
      @if (!enabled()) {
        <p>Single-key shortcuts are switched off. Switch them on in your profile.</p>
      }
      <dl>
        @for (shortcut of shortcuts; track shortcut.keys) {
          <div>
            <dt>
              @for (key of shortcut.keys; track $index) {
                <kbd class="kbd">{{ key }}</kbd>
              }
            </dt>
            <dd>{{ shortcut.label }}</dd>
          </div>
        }
      </dl>
    </div>
  </div>`,
})
export class KeyboardHelp {
  protected readonly dialog = inject(DialogRef);
  protected readonly enabled = inject(Shortcuts).enabled;
  protected readonly shortcuts = unique(inject(Shortcuts).all()).map(({ keys, label }) => ({
    label,
    keys: keys.split(' ').map((key) => (key.length === 1 ? key.toUpperCase() : key)),
  }));
}

/** A page may take over a key; the help then names only what the key does now. */
function unique<T extends { keys: string }>(shortcuts: readonly T[]): readonly T[] {
  return shortcuts.filter(({ keys }, index) => shortcuts.findIndex((other) => other.keys === keys) === index);
}
