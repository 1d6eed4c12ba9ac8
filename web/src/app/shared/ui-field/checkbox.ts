import { Component, input, model } from '@angular/core';
import { FormCheckboxControl } from '@angular/forms/signals';

/** A choice that waits for Save. The projected text is its label. */
@Component({
  selector: 'ui-checkbox',
  template: `<label class="check">
    <input
      type="checkbox"
      [checked]="checked()"
      [disabled]="disabled()"
      (change)="checked.set(!checked())" /><span [class.faint]="disabled()"><ng-content /></span>
  </label>`,
})
export class Checkbox implements FormCheckboxControl {
  readonly checked = model(false);
  readonly disabled = input(false);
}
