import { Directive, ElementRef, computed, input, model, output, signal, viewChild } from '@angular/core';
import { FormValueControl, ValidationError } from '@angular/forms/signals';

/**
 * What is typed as text, labelled. An error is shown once the reader has left the field or tried to send it, and goes
 * away while they correct it. Its template has the element as `#control`.
 */
@Directive()
export abstract class TextControl<
  E extends HTMLInputElement | HTMLTextAreaElement,
> implements FormValueControl<string> {
  readonly label = input.required<string>();
  readonly value = model('');
  readonly hint = input<string>();
  readonly errors = input<readonly ValidationError.WithOptionalFieldTree[]>([]);
  readonly optional = input(false);
  readonly disabled = input(false);
  readonly placeholder = input('');
  readonly touched = input(false);
  readonly touch = output();

  private readonly control = viewChild.required<ElementRef<E>>('control');
  private readonly isCorrecting = signal(false);
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
    this.value.set((event.target as E).value);
  }

  protected leave(): void {
    this.isCorrecting.set(false);
    this.touch.emit();
  }
}
