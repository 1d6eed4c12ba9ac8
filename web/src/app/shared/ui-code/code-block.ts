import { Component, computed, input } from '@angular/core';
import { highlight } from '../util-code/highlight';
import { CopyButton } from './copy-button';

/** Source to read and copy. The head shows `title`, or what is projected into `[bar]`, such as tabs. */
@Component({
  selector: 'ui-code-block',
  imports: [CopyButton],
  template: `<div class="code__bar">
      @if (title()) {
        <span class="mono trunc">{{ title() }}</span>
      }
      <ng-content select="[bar]" />
      <ui-copy-button [text]="code()" [label]="title() || 'code'" />
    </div>
    <!-- A scrolling region must be reachable with the keyboard. -->
    <!-- prettier-ignore -->
    <pre tabindex="0" role="region" [attr.aria-label]="title() || 'Code'" [id]="panel()">@for (piece of pieces(); track $index) {<span [class]="piece.kind">{{ piece.text }}</span>}</pre>`,
  host: { class: 'code' },
})
export class CodeBlock {
  readonly code = input.required<string>();
  readonly title = input('');
  /** "code" colours, "shell" colours less, "none" not at all. */
  readonly language = input<'code' | 'shell' | 'none'>('code');
  /** Id of the text, for tabs in the head. */
  readonly panel = input<string | null>(null);
  protected readonly pieces = computed(() => highlight(this.code(), this.language()));
}
