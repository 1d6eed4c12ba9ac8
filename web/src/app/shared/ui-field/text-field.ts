import { Component, computed, input, signal } from '@angular/core';
import { Button } from '../ui-button/button';
import { Field } from './field';
import { TextControl } from './text-control';

/** A labelled line of text: `<ui-text-field label="Name" [formField]="form.fields.name" />`. */
@Component({
  selector: 'ui-text-field',
  imports: [Field, Button],
  templateUrl: './text-field.html',
})
export class TextField extends TextControl<HTMLInputElement> {
  readonly type = input<'text' | 'email' | 'password' | 'number' | 'search'>('text');
  readonly large = input(false);
  readonly autocomplete = input('off');
  readonly maxlength = input<number>();

  protected readonly revealed = signal(false);
  protected readonly inputType = computed(() => (this.revealed() ? 'text' : this.type()));

  /** Passing through an empty field is no mistake yet. */
  protected override leave(): void {
    if (this.value() !== '') super.leave();
  }
}
