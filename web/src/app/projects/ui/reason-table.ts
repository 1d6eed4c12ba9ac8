import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Time } from '@shared/ui-time/time';
import { formatExact, formatShare } from '@shared/util-format/counts';
import { partOf } from '../util/intake-balance';
import { Place, wordsFor } from '../util/intake-reasons';
import { categoryName } from '../util/intake-scope';
import { IntakeReason } from '../util/intake-types';

/** Why items were not kept, the most frequent reason first, each with what to do about it. */
@Component({
  selector: 'app-reason-table',
  imports: [RouterLink, Time],
  templateUrl: './reason-table.html',
  host: { class: 'scroll-x' },
})
export class ReasonTable {
  readonly reasons = input.required<readonly IntakeReason[]>();
  readonly received = input.required<number>();
  /** Where remedies are applied: addresses for `routerLink`. */
  readonly places = input.required<Readonly<Record<Exclude<Place, 'set-aside'>, readonly string[]>>>();

  protected readonly rows = computed(() =>
    [...this.reasons()]
      .sort((one, other) => other.quantity - one.quantity)
      .map((each) => {
        const part = partOf(each.outcome);
        const words = wordsFor(each.outcome, each.reason);
        const { place } = words;
        return {
          ...each,
          words,
          tone: part?.part ?? 'invalid',
          outcomeName: part?.label ?? each.outcome,
          kind: categoryName(each.category),
          items: formatExact(each.quantity),
          share: formatShare(each.quantity, this.received()),
          link: place && place !== 'set-aside' ? this.places()[place] : undefined,
        };
      }),
  );
}
