import { Component, computed, input } from '@angular/core';
import { Icon } from '@shared/ui-icon/icon';
import { formatExact, formatShare } from '@shared/util-format/counts';
import { parts, unexplained } from '../util/intake-balance';
import { IntakeTotals } from '../util/intake-types';

/** The equation: received is what was stored and what was not, and nothing is left over. */
@Component({
  selector: 'app-intake-balance',
  imports: [Icon],
  template: `<dl>
      <div class="stat">
        <dt>Received</dt>
        <dd>{{ exact(totals().received) }}</dd>
      </div>
      @for (each of terms(); track each.part) {
        <div class="stat" [attr.data-sign]="each.sign" [title]="each.hint">
          <dt>{{ each.label }}</dt>
          <dd [class.balance__none]="each.value === 0">
            {{ exact(each.value) }}
            @if (each.part === 'accepted' && totals().received > 0) {
              <small>{{ share() }}</small>
            }
          </dd>
        </div>
      }
    </dl>
    @if (rest() === 0) {
      <p class="balance__ok">
        <ui-icon name="circle-check" size="sm" />
        <span>Adds up, nothing unexplained.</span>
      </p>
    } @else {
      <p class="balance__ok balance__off">
        <ui-icon name="triangle-alert" size="sm" />
        <span>{{ exact(rest()) }} unexplained. This is a fault of the server: report it.</span>
      </p>
    }`,
  host: { class: 'balance card', role: 'region', 'aria-label': 'Balance' },
})
export class IntakeBalance {
  readonly totals = input.required<IntakeTotals>();

  protected readonly exact = formatExact;
  protected readonly terms = computed(() =>
    parts.map((each, index) => ({ ...each, sign: index ? '+' : '=', value: this.totals()[each.part] })),
  );
  protected readonly share = computed(() => formatShare(this.totals().accepted, this.totals().received));
  protected readonly rest = computed(() => unexplained(this.totals()));
}
