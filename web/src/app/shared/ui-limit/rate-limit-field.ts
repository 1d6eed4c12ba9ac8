import { Component, computed, input } from '@angular/core';
import { FieldTree, FormField } from '@angular/forms/signals';
import { TextField } from '../ui-field/text-field';
import { Select } from '../ui-select/select';
import { LimitDraft, windowChoices } from '../util-limits/rate-limits';

/** How many requests in which time; an empty count means no limit. Its rules are `limitRules`. */
@Component({
  selector: 'ui-rate-limit-field',
  imports: [FormField, Select, TextField],
  template: `<ui-text-field
      label="Rate limit"
      type="number"
      placeholder="None"
      [hint]="hint()"
      [optional]="true"
      [formField]="limit().count" />
    <ui-select label="Window" [block]="true" [options]="windows()" [formField]="limit().window" />`,
  host: { class: 'rate-limit' },
})
export class RateLimitField {
  readonly limit = input.required<FieldTree<LimitDraft>>();
  readonly hint = input('');

  protected readonly windows = computed(() => windowChoices(Number(this.limit().window().value())));
}
