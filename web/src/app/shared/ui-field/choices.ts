import { Component, ElementRef, inject, input, model } from '@angular/core';
import { FormValueControl } from '@angular/forms/signals';

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** What it means. */
  readonly hint?: string;
}

let count = 0;

/** One of a few, each with its meaning: a role, who sees it, a way to log in. */
@Component({
  selector: 'ui-choices',
  template: `<fieldset class="choices" [disabled]="disabled()">
    <legend class="field__label">{{ label() }}</legend>
    @for (choice of choices(); track choice.value) {
      <label class="choice check">
        <input
          type="radio"
          [name]="group"
          [value]="choice.value"
          [checked]="choice.value === value()"
          (change)="value.set(choice.value)" />
        <span>
          {{ choice.label }}
          @if (choice.hint) {
            <small>{{ choice.hint }}</small>
          }
        </span>
      </label>
    }
  </fieldset>`,
})
export class Choices implements FormValueControl<string> {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly label = input.required<string>();
  readonly choices = input.required<readonly Choice[]>();
  readonly value = model('');
  readonly disabled = input(false);
  protected readonly group = `choices-${++count}`;

  focus(): void {
    const inputs = [...this.host.nativeElement.querySelectorAll('input')];
    (inputs.find(({ checked }) => checked) ?? inputs[0])?.focus();
  }
}
