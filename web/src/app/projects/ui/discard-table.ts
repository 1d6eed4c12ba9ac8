import { Component, computed, input } from '@angular/core';
import { Time } from '@shared/ui-time/time';
import { formatExact } from '@shared/util-format/counts';
import { discardWords } from '../util/discard-reasons';
import { categoryName } from '../util/intake-scope';
import { ClientDiscard } from '../util/intake-types';

/** What SDKs told that they did not send; it never came here, so it is no part of the balance. */
@Component({
  selector: 'app-discard-table',
  imports: [Time],
  template: `<table class="table table--ledger">
    <thead>
      <tr>
        <th scope="col">Reason</th>
        <th scope="col">What happened</th>
        <th scope="col" class="wide-only">Kind</th>
        <th scope="col" class="num">Items</th>
        <th scope="col" class="num wide-only">Latest</th>
        <th scope="col">What to do</th>
      </tr>
    </thead>
    <tbody>
      @for (row of rows(); track row.reason + row.category) {
        <tr>
          <td>
            <code>{{ row.reason }}</code>
          </td>
          <td class="ledger__text">{{ row.words.text }}</td>
          <td class="muted nowrap wide-only">{{ row.kind }}</td>
          <td class="num ledger__end">{{ row.items }}</td>
          <td class="num muted wide-only"><ui-time [at]="row.lastSeen" [ago]="true" /></td>
          <td class="muted">{{ row.words.advice }}</td>
        </tr>
      }
    </tbody>
  </table>`,
  host: { class: 'scroll-x' },
})
export class DiscardTable {
  readonly discards = input.required<readonly ClientDiscard[]>();
  protected readonly rows = computed(() =>
    [...this.discards()]
      .sort((one, other) => other.quantity - one.quantity)
      .map((each) => ({
        ...each,
        words: discardWords(each.reason),
        kind: categoryName(each.category),
        items: formatExact(each.quantity),
      })),
  );
}
