import { Component, computed, input, model, output } from '@angular/core';
import { TextField } from '../ui-field/text-field';
import { Select } from '../ui-select/select';
import { HIGHEST_LIMIT, limitUpTo, windowChoices } from '../util-limits/rate-limits';

/** How many requests in which time; an empty count means no limit. */
@Component({
  selector: 'ui-rate-limit-field',
  imports: [Select, TextField],
  template: `<ui-text-field
      label="Rate limit"
      type="number"
      placeholder="None"
      [hint]="hint()"
      [optional]="true"
      [min]="1"
      [disabled]="disabled()"
      [touched]="touched()"
      [error]="error()"
      [serverError]="serverError()"
      [(value)]="count"
      (edited)="edited.emit()" />
    <ui-select
      label="Window"
      [block]="true"
      [disabled]="!count() || disabled()"
      [options]="windows()"
      [value]="window()"
      (valueChange)="window.set($event ?? window())" />`,
  host: { class: 'rate-limit' },
})
export class RateLimitField {
  readonly count = model('');
  /** Seconds. */
  readonly window = model('3600');
  readonly hint = input('');
  readonly serverError = input<string>();
  readonly disabled = input(false);
  readonly touched = input(false);
  readonly edited = output();

  protected readonly windows = computed(() => windowChoices(Number(this.window())));
  protected readonly error = computed(() => limitUpTo(HIGHEST_LIMIT, this.count()));
}
