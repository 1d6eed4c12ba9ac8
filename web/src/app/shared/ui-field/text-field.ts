import { Component, ElementRef, computed, input, model, output, signal, viewChild } from '@angular/core';
import { Button } from '../ui-button/button';
import { Field } from './field';

/**
 * A labelled line of text. `error` is shown once the reader has left the field (or when `touched` says so) and goes
 * away while they correct it; an error the server gave is shown at once through `serverError`.
 */
@Component({
  selector: 'ui-text-field',
  imports: [Field, Button],
  templateUrl: './text-field.html',
})
export class TextField {
  readonly label = input.required<string>();
  readonly value = model('');
  readonly type = input<'text' | 'email' | 'password' | 'number' | 'search'>('text');
  readonly name = input<string>();
  readonly hint = input<string>();
  readonly error = input<string>();
  readonly serverError = input<string>();
  readonly optional = input(false);
  readonly disabled = input(false);
  readonly large = input(false);
  readonly placeholder = input('');
  readonly autocomplete = input('off');
  readonly maxlength = input<number>();
  readonly min = input<number>();
  readonly touched = input(false);
  readonly edited = output();

  private readonly control = viewChild.required<ElementRef<HTMLInputElement>>('control');
  private readonly left = signal(false);
  protected readonly revealed = signal(false);
  protected readonly inputType = computed(() => (this.revealed() ? 'text' : this.type()));
  protected readonly shownError = computed(
    () => this.serverError() || (this.left() || this.touched() ? this.error() : undefined),
  );

  focus(): void {
    this.control().nativeElement.focus();
  }

  protected typed(event: Event): void {
    this.value.set((event.target as HTMLInputElement).value);
    this.left.set(false);
    this.edited.emit();
  }

  protected leave(): void {
    this.left.set(this.value() !== '');
  }
}
