import { Component, input } from '@angular/core';

/** A known share of something that goes on; what is unknown is a spinner and words. */
@Component({
  selector: 'ui-progress',
  template: `<i [style.width.%]="percent()"></i>`,
  host: {
    class: 'progress',
    role: 'progressbar',
    'aria-valuemin': '0',
    'aria-valuemax': '100',
    '[attr.aria-valuenow]': 'percent()',
    '[attr.aria-label]': 'label()',
  },
})
export class Progress {
  /** What goes on: "Upload of app.js.map". */
  readonly label = input.required<string>();
  readonly percent = input.required<number>();
}
