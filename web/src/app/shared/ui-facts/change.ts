import { Component, input } from '@angular/core';

/** What was, and what is instead: a role, a threshold, an answer in the audit log. */
@Component({
  selector: 'ui-change',
  template: `<ng-content />&ngsp;<del>{{ from() }}</del
    ><ins>{{ to() }}</ins>`,
  host: { class: 'change' },
})
export class Change {
  readonly from = input.required<string>();
  readonly to = input.required<string>();
}
