import { Component, input } from '@angular/core';

@Component({
  selector: 'app-issue-list',
  template: `<div class="page-head"><h1>Issues</h1></div>`,
})
export class IssueList {
  /** Slug in the URL. */
  readonly org = input.required<string>();
}
