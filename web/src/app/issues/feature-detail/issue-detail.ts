import { Component, input } from '@angular/core';

@Component({
  selector: 'app-issue-detail',
  template: `<div class="page-head">
    <h1>Issue {{ issueId() }}</h1>
  </div>`,
})
export class IssueDetail {
  readonly org = input.required<string>();
  readonly issueId = input.required<string>();
}
