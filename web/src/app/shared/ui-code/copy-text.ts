import { Component, input } from '@angular/core';
import { CopyButton } from './copy-button';

/** One line of code to take along, such as a DSN. */
@Component({
  selector: 'ui-copy-text',
  imports: [CopyButton],
  template: `<code [title]="text()">{{ text() }}</code>
    <ui-copy-button [text]="text()" [label]="label()" [iconOnly]="iconOnly()" />`,
  host: { class: 'copy' },
})
export class CopyText {
  readonly text = input.required<string>();
  readonly label = input.required<string>();
  readonly iconOnly = input(false);
}
