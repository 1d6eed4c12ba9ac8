import { Component, computed, input, linkedSignal } from '@angular/core';
import { Icon } from '@shared/ui-icon/icon';
import { LevelIcon } from '@shared/ui-icon/level-icon';
import { BreadcrumbValue } from '../util/event-types';
import { viewCrumbs } from '../util/breadcrumbs';

const SHOWN = 12;

/** What happened before, newest last; it ends with the event itself. */
@Component({
  selector: 'app-breadcrumbs',
  imports: [Icon, LevelIcon],
  template: `<ol class="steps card">
    @if (hidden()) {
      <li class="step step--gap">
        <time>{{ crumbs()[hidden() - 1]?.when }}</time>
        <span class="step__mark"><ui-icon name="ellipsis" /></span>
        <span></span>
        <span
          ><button type="button" (click)="isWhole.set(true)">Show {{ hidden() }} earlier</button></span
        >
      </li>
    }
    @for (crumb of shown(); track $index) {
      <li [class]="'step' + (crumb.tone ? ' step--' + crumb.tone : '')">
        <time>{{ crumb.when }}</time>
        <span class="step__mark"><ui-icon [name]="crumb.icon" /></span>
        <span class="step__kind trunc" [title]="crumb.kind"
          ><bdi>{{ crumb.kind }}</bdi>
          @if (crumb.tone) {
            <span class="sr">{{ crumb.tone }}</span>
          }
        </span>
        <span class="step__text" [class.mono]="crumb.isCode"
          ><bdi>{{ crumb.text }}</bdi>
          @if (crumb.detail) {
            &ngsp;<bdi class="faint">{{ crumb.detail }}</bdi>
          }
        </span>
      </li>
    }
    <li [class]="'step' + endTone()">
      <time>0 s</time>
      <span class="step__mark"><ui-level [level]="level()" /></span>
      <span class="step__kind">{{ kind() }}</span>
      <span class="step__text strong"
        ><bdi>{{ end() }}</bdi></span
      >
    </li>
  </ol>`,
})
export class Breadcrumbs {
  readonly values = input.required<readonly BreadcrumbValue[]>();
  /** When the event happened, epoch milliseconds. */
  readonly eventAt = input.required<number>();
  readonly end = input.required<string>();
  readonly kind = input('event');
  readonly level = input('error');

  protected readonly endTone = computed(() =>
    ['error', 'fatal'].includes(this.level()) ? ' step--error' : '',
  );
  protected readonly crumbs = computed(() => viewCrumbs(this.values(), this.eventAt()));
  protected readonly isWhole = linkedSignal({ source: this.values, computation: () => false });
  protected readonly hidden = computed(() =>
    this.isWhole() || this.crumbs().length <= SHOWN + 1 ? 0 : this.crumbs().length - SHOWN,
  );
  protected readonly shown = computed(() => this.crumbs().slice(this.hidden()));
}
