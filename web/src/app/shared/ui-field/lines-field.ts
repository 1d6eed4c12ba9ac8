import { Component, computed, input, model, output, signal } from '@angular/core';
import { Field } from './field';

const FEWEST_ROWS = 2;
const MOST_ROWS = 10;

/**
 * A labelled list as text, one entry per line; it grows with its lines. `error` is shown once the reader has left the
 * field and goes away while they correct it; an error the server gave is shown at once through `serverError`.
 */
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
      (blur)="left.set(true)"></textarea>
  </ui-field>`,
})
export class LinesField {
  readonly label = input.required<string>();
  readonly value = model('');
  readonly hint = input<string>();
  readonly error = input<string>();
  readonly serverError = input<string>();
  readonly optional = input(false);
  readonly disabled = input(false);
  readonly placeholder = input('');
  /** Shows an error although nobody has left the field: after a try to save. */
  readonly touched = input(false);
  readonly edited = output();

  protected readonly left = signal(false);
  protected readonly rows = computed(() =>
    Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, this.value().split('\n').length)),
  );
  protected readonly shownError = computed(
    () => this.serverError() || (this.left() || this.touched() ? this.error() : undefined),
  );

  protected typed(event: Event): void {
    this.value.set((event.target as HTMLTextAreaElement).value);
    this.left.set(false);
    this.edited.emit();
  }
}
