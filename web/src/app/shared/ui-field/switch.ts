import { Component, input, model } from '@angular/core';

/** A choice that acts at once. */
@Component({
  selector: 'ui-switch',
  template: `<label class="switch-label">
    <input
      type="checkbox"
      role="switch"
      class="switch"
      [checked]="checked()"
      [disabled]="disabled()"
      (change)="checked.set(!checked())" /><span><ng-content /></span>
  </label>`,
})
export class Switch {
  readonly checked = model(false);
  readonly disabled = input(false);
}
