import { Component, computed } from '@angular/core';
import { Field } from './field';
import { TextControl } from './text-control';

const FEWEST_ROWS = 2;
const MOST_ROWS = 10;

/** A labelled list as text, one entry per line; it grows with its lines. */
@Component({
  selector: 'ui-lines-field',
  imports: [Field],
  template: `<ui-field
    #field
    [label]="label()"
    [hint]="hint()"
    [error]="shownError()"
    [optional]="optional()">
    <textarea
      #control
      class="input input--lines"
      spellcheck="false"
      autocomplete="off"
      [id]="field.controlId"
      [value]="value()"
      [rows]="rows()"
      [disabled]="disabled()"
      [placeholder]="placeholder()"
      [attr.aria-invalid]="shownError() ? 'true' : null"
      [attr.aria-describedby]="shownError() || hint() ? field.noteId : null"
      (input)="typed($event)"
      (blur)="leave()"></textarea>
  </ui-field>`,
})
export class LinesField extends TextControl<HTMLTextAreaElement> {
  protected readonly rows = computed(() =>
    Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, this.value().split('\n').length)),
  );
}
