import { Component, computed, input } from '@angular/core';
import { Button } from '../ui-button/button';
import { Icon } from '../ui-icon/icon';
import { formatUnits } from '../util-format/counts';
import { commandKey } from '../util-keys/command-key';
import { FormPage } from './form-page';

/** The one save bar of a form: says what changed, and appears only when something did. Stands inside the form. */
@Component({
  selector: 'ui-save-bar',
  imports: [Button, Icon],
  template: `@if (form().changes().length > 0) {
    <div class="savebar" role="region" aria-label="Unsaved changes">
      @if (form().refusal(); as words) {
        <span class="savebar__refusal" role="alert"
          ><ui-icon name="circle-alert" size="sm" />{{ words }}</span
        >
      } @else {
        <span
          ><ui-icon name="pencil" size="sm" /><span class="trunc">{{ text() }}</span></span
        >
      }
      <button uiButton class="end" type="button" (click)="form().discard()">Discard</button>
      <button uiButton variant="primary" type="submit" [busy]="form().busy()">
        {{ form().busy() ? 'Saving' : 'Save changes' }} <kbd class="kbd" aria-hidden="true">{{ keys }}</kbd>
      </button>
    </div>
  }`,
})
export class SaveBar<T extends object, R> {
  readonly form = input.required<FormPage<T, R>>();
  protected readonly keys = `${commandKey} ↵`;
  protected readonly text = computed(() => {
    const changes = this.form().changes();
    return `${formatUnits(changes.length, 'change')}: ${changes.join(', ')}`;
  });
}
