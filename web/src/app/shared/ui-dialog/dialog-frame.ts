import { Component, input } from '@angular/core';

/** The look of a dialog: head, body, and the projected `[foot]` buttons. Its component is opened with CDK `Dialog`. */
@Component({
  selector: 'ui-dialog-frame',
  template: `<div class="dialog__head">
      <h2 [id]="headingId()">{{ heading() }}</h2>
    </div>
    <div class="dialog__body"><ng-content /></div>
    <div class="dialog__foot"><ng-content select="[foot]" /></div>`,
  host: { class: 'dialog' },
})
export class DialogFrame {
  readonly heading = input.required<string>();
  readonly headingId = input('dialog-heading');
}
