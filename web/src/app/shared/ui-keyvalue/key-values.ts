import { Component, input } from '@angular/core';

export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

/** Keys and values, both verbatim and isolated from the direction of the text around them. */
@Component({
  selector: 'ui-key-values',
  template: `<dl class="kv kv--rows" [class.kv--mono]="mono()">
    @for (row of rows(); track $index) {
      <dt>
        <bdi>{{ row.key }}</bdi>
      </dt>
      <dd>
        <bdi>{{ row.value }}</bdi>
      </dd>
    }
  </dl>`,
})
export class KeyValues {
  readonly rows = input.required<readonly KeyValue[]>();
  readonly mono = input(false);
}
