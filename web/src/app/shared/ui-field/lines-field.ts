import { Component, ElementRef, computed, input, model, output, signal, viewChild } from '@angular/core';
import { FormValueControl, ValidationError } from '@angular/forms/signals';
import { Field } from './field';

const FEWEST_ROWS = 2;
const MOST_ROWS = 10;

/**
 * A labelled list as text, one entry per line; it grows with its lines. An error is shown once the reader has left the
 * field or tried to send it, and goes away while they correct it.
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
export class LinesField implements FormValueControl<string> {
  readonly label = input.required<string>();
  readonly value = model('');
  readonly hint = input<string>();
  readonly errors = input<readonly ValidationError.WithOptionalFieldTree[]>([]);
  readonly optional = input(false);
  readonly disabled = input(false);
  readonly placeholder = input('');
  readonly touched = input(false);
  readonly touch = output();

  private readonly control = viewChild.required<ElementRef<HTMLTextAreaElement>>('control');
  private readonly isCorrecting = signal(false);
  protected readonly rows = computed(() =>
    Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, this.value().split('\n').length)),
  );
  protected readonly shownError = computed(() =>
    this.touched() && !this.isCorrecting() ? this.errors()[0]?.message : undefined,
  );

  /** Where the reader is taken when it is wrong: its error shows. */
  focus(): void {
    this.isCorrecting.set(false);
    this.control().nativeElement.focus();
  }

  protected typed(event: Event): void {
    this.isCorrecting.set(true);
    this.value.set((event.target as HTMLTextAreaElement).value);
  }

  protected leave(): void {
    this.isCorrecting.set(false);
    this.touch.emit();
  }
}
