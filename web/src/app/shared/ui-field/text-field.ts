import { Component, ElementRef, computed, input, model, output, signal, viewChild } from '@angular/core';
import { FormValueControl, ValidationError } from '@angular/forms/signals';
import { Button } from '../ui-button/button';
import { Field } from './field';

/**
 * A labelled line of text: `<ui-text-field label="Name" [formField]="form.fields.name" />`. An error is shown once the
 * reader has left the field or tried to send it, and goes away while they correct it.
 */
@Component({
  selector: 'ui-text-field',
  imports: [Field, Button],
  templateUrl: './text-field.html',
})
export class TextField implements FormValueControl<string> {
  readonly label = input.required<string>();
  readonly value = model('');
  readonly type = input<'text' | 'email' | 'password' | 'number' | 'search'>('text');
  readonly hint = input<string>();
  readonly errors = input<readonly ValidationError.WithOptionalFieldTree[]>([]);
  readonly optional = input(false);
  readonly disabled = input(false);
  readonly large = input(false);
  readonly placeholder = input('');
  readonly autocomplete = input('off');
  readonly maxlength = input<number>();
  readonly touched = input(false);
  readonly touch = output();

  private readonly control = viewChild.required<ElementRef<HTMLInputElement>>('control');
  private readonly isCorrecting = signal(false);
  protected readonly revealed = signal(false);
  protected readonly inputType = computed(() => (this.revealed() ? 'text' : this.type()));
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
    this.value.set((event.target as HTMLInputElement).value);
  }

  protected leave(): void {
    this.isCorrecting.set(false);
    if (this.value() !== '') this.touch.emit();
  }
}
