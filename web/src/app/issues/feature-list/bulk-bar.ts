import { Component, computed, input, output } from '@angular/core';
import { Button } from '@shared/ui-button/button';
import { formatUnits } from '@shared/util-format/counts';
import { IssueStatus } from '../util/issue-types';

/** Takes the place of the list's head while issues are selected: how many, by which query, and what to do. */
@Component({
  selector: 'app-bulk-bar',
  imports: [Button],
  template: `<span role="cell" class="issues__bulk-cell">
    <input
      class="box"
      type="checkbox"
      aria-label="Clear selection"
      [checked]="true"
      (change)="cleared.emit()" />
    @if (isQuery()) {
      <strong>All {{ total() }} matching selected</strong>
      <code class="trunc wide-only">{{ query() }}</code>
    } @else {
      <strong>{{ words() }}</strong>
      @if (canSelectQuery()) {
        <button class="bulk-all" type="button" (click)="queried.emit()">
          Select all {{ total() }} matching <code class="wide-only">{{ query() }}</code>
        </button>
      }
    }
    <span class="end cluster cluster--tight">
      @if (!mayWrite()) {
        <span class="muted">Your role may not change issues.</span>
      } @else {
        @for (choice of choices(); track choice.status) {
          <button
            uiButton
            size="sm"
            type="button"
            [icon]="choice.icon"
            [busy]="busy() === choice.status"
            (click)="chosen.emit(choice.status)">
            {{ choice.verb }} <kbd class="kbd wide-only" aria-hidden="true">{{ choice.key }}</kbd>
          </button>
        }
      }
    </span>
  </span>`,
  host: { class: 'issues__bulk', 'aria-label': 'Selected issues' },
})
export class BulkBar {
  readonly size = input.required<number>();
  readonly isQuery = input.required<boolean>();
  readonly canSelectQuery = input.required<boolean>();
  readonly total = input.required<string>();
  readonly query = input.required<string>();
  readonly mayWrite = input(true);
  readonly busy = input<IssueStatus | undefined>();
  /** Status of all rows, whose verb would do nothing. */
  readonly status = input<IssueStatus | undefined>();
  readonly cleared = output();
  readonly queried = output();
  readonly chosen = output<IssueStatus>();

  protected readonly words = computed(() => `${formatUnits(this.size(), 'issue')} selected`);
  protected readonly choices = computed(() => choices.filter(({ status }) => status !== this.status()));
}

const choices = [
  { status: 'resolved', verb: 'Resolve', key: 'E', icon: 'check' },
  { status: 'ignored', verb: 'Ignore', key: 'I', icon: 'bell-off' },
  { status: 'unresolved', verb: 'Reopen', key: 'U', icon: 'rotate-ccw' },
] as const;
