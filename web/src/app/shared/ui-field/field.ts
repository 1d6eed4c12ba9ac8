import { Component, input } from '@angular/core';
import { Icon } from '../ui-icon/icon';

/**
 * Label above, hint or error below, around any control. The control gets `[id]="field.controlId"` and
 * `[attr.aria-describedby]="field.noteId"`; most forms use {@link TextField}, which does that itself.
 */
@Component({
  selector: 'ui-field',
  imports: [Icon],
  exportAs: 'field',
  template: `
    <label class="field__label" [attr.for]="controlId">
      {{ label() }}
      @if (optional()) {
        <small>optional</small>
      }
    </label>
    <ng-content />
    @if (error()) {
      <span class="field__error" [id]="noteId"><ui-icon name="circle-alert" />{{ error() }}</span>
    } @else if (hint()) {
      <span class="field__hint" [id]="noteId">{{ hint() }}</span>
    }
  `,
  host: { class: 'field' },
})
export class Field {
  private static count = 0;

  readonly label = input.required<string>();
  readonly hint = input<string>();
  readonly error = input<string>();
  readonly optional = input(false);
  readonly controlId = `field-${++Field.count}`;
  readonly noteId = `${this.controlId}-note`;
}
