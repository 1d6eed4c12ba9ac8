import { Component, computed, input } from '@angular/core';
import { FieldTree, FormField, SchemaPathTree, disabled } from '@angular/forms/signals';
import { TextField } from '../ui-field/text-field';
import { rule } from '../ui-form/form-page';
import { Select } from '../ui-select/select';
import { LimitDraft, limitUpTo, windowChoices } from '../util-limits/rate-limits';

/** How many requests in which time; an empty count means no limit. Its rules are {@link limitRules}. */
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

/** Rules of a limit's fields; `most` is the highest count. */
export function limitRules(most: number): (limit: SchemaPathTree<LimitDraft>) => void {
  return (limit) => {
    rule(limit.count, (count) => limitUpTo(most, count));
    disabled(limit.window, { when: ({ valueOf }) => !valueOf(limit.count).trim() });
  };
}
