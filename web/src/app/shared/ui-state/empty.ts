import { Component, ElementRef, afterNextRender, inject, input, viewChild } from '@angular/core';
import { Icon } from '../ui-icon/icon';
import { IconName } from '../ui-icon/icon-names';

/** What is so, why, and the next step (projected buttons). `takeFocus` for states that replace a whole page. */
@Component({
  selector: 'ui-empty',
  imports: [Icon],
  template: `
    <ui-icon [name]="icon()" size="lg" />
    <div #title class="empty__title" role="heading" tabindex="-1" [attr.aria-level]="level()">
      {{ heading() }}
    </div>
    <p><ng-content select="[text]" />{{ text() }}</p>
    <div class="cluster"><ng-content /></div>
  `,
  host: { class: 'empty' },
})
export class Empty {
  readonly icon = input<IconName>('circle-check');
  readonly heading = input.required<string>();
  readonly text = input('');
  readonly takeFocus = input(false);
  /** 1 where the state is the whole page. */
  readonly level = input<1 | 2 | 3>(2);
  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  constructor() {
    afterNextRender(() => {
      // Do not pull the reader out of a control they are using elsewhere on the page.
      const active = this.host.nativeElement.ownerDocument.activeElement;
      if (this.takeFocus() && (!active || active.matches('body, main'))) this.title().nativeElement.focus();
    });
  }
}
