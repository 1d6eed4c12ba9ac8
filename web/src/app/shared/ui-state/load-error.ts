import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { Button } from '../ui-button/button';
import { Clipboard } from '../util-clipboard/clipboard';
import { Problem, problemOf } from '../util-problem/problem';
import { Empty } from './empty';

/**
 * Something did not load: not found (404), no permission (403) or a failure with Retry. Give it whatever the
 * resource threw. The projected content is the way out of "not found" and "no permission".
 */
@Component({
  selector: 'ui-load-error',
  imports: [Button, Empty, NgTemplateOutlet],
  template: `
    <ng-template #wayOut><ng-content /></ng-template>
    @let what = problem();
    @if (what.status === 404) {
      <ui-empty
        icon="file-question-mark"
        [heading]="'No such ' + thing()"
        [level]="level()"
        [takeFocus]="true"
        [text]="missing()">
        <ng-container [ngTemplateOutlet]="wayOut" />
      </ui-empty>
    } @else if (what.status === 403) {
      <ui-empty
        icon="lock"
        [heading]="'You may not see this ' + thing()"
        [level]="level()"
        [takeFocus]="true"
        [text]="what.message">
        <ng-container [ngTemplateOutlet]="wayOut" />
      </ui-empty>
    } @else {
      <ui-empty
        icon="unplug"
        [heading]="subject() + ' did not load'"
        [level]="level()"
        [takeFocus]="true"
        [text]="what.message">
        <button uiButton size="sm" variant="primary" type="button" (click)="retry.emit()">Retry</button>
        <button uiButton size="sm" variant="ghost" type="button" (click)="copy()">
          {{ copied() ? 'Copied' : 'Copy details' }}
        </button>
      </ui-empty>
    }
  `,
})
export class LoadError {
  private readonly clipboard = inject(Clipboard);
  readonly error = input.required<unknown>();
  /** Plural or name that did not load: "Issues", "Client keys". */
  readonly subject = input.required<string>();
  /** One of them in running text: "issue", "project". */
  readonly thing = input('page');
  /** What may have happened to it. */
  readonly missing = input('It does not exist, was deleted, or belongs to an organization you are not in.');
  /** Heading level: 1 where nothing else is on the page. */
  readonly level = input<1 | 2>(2);
  readonly retry = output();
  protected readonly copied = signal(false);
  protected readonly problem = computed<Problem>(() => problemOf(unwrapped(this.error())));

  protected async copy(): Promise<void> {
    const { status, message } = this.problem();
    this.copied.set(await this.clipboard.copy(`${this.subject()}: ${status} ${message}\n${location.href}`));
  }
}

/** Resources wrap what is not an `Error` and put the original into `cause`. */
function unwrapped(error: unknown): unknown {
  const { cause, status } = (error ?? {}) as { cause?: unknown; status?: number };
  return status === undefined && cause !== undefined ? cause : error;
}
