import { Component, input } from '@angular/core';
import { FieldTree, FormField } from '@angular/forms/signals';
import { TextField } from '@shared/ui-field/text-field';
import { MINIMUM_PASSWORD } from '../util/gate-problems';

/** A password that is chosen now, and what is asked of one; its rule is `newPasswordError`. */
@Component({
  selector: 'app-new-password-field',
  imports: [FormField, TextField],
  template: `<ui-text-field
    type="password"
    autocomplete="new-password"
    [label]="label()"
    [hint]="hint"
    [large]="large()"
    [formField]="field()" />`,
})
export class NewPasswordField {
  readonly field = input.required<FieldTree<string>>();
  readonly label = input('New password');
  readonly large = input(false);
  protected readonly hint = `At least ${MINIMUM_PASSWORD} characters, not only digits.`;
}
