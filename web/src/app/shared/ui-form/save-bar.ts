import { Component, input, output } from '@angular/core';
import { Button } from '../ui-button/button';

/** The one save bar of a form: says what changed, and appears only when something did. Stands inside the form. */
@Component({
  selector: 'ui-save-bar',
  imports: [Button],
  template: `@if (changes().length > 0) {
    <div class="savebar" role="region" aria-label="Unsaved changes">
      <span class="trunc">Changed: {{ changes().join(', ') }}</span>
      <button uiButton class="end" type="button" (click)="discard.emit()">Discard</button>
      <button uiButton variant="primary" type="submit" [busy]="busy()">
        {{ busy() ? 'Saving' : 'Save changes' }}
      </button>
    </div>
  }`,
})
export class SaveBar {
  /** Names of the fields that differ from what is stored. */
  readonly changes = input.required<readonly string[]>();
  readonly busy = input(false);
  readonly discard = output();
}
