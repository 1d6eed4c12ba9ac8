import { Component, computed, effect, inject, input } from '@angular/core';
import { FormField, disabled } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { Button } from '@shared/ui-button/button';
import { Checkbox } from '@shared/ui-field/checkbox';
import { LinesField } from '@shared/ui-field/lines-field';
import { FormElement } from '@shared/ui-form/form-element';
import { FormPage, faultsAt, rule } from '@shared/ui-form/form-page';
import { SaveBar } from '@shared/ui-form/save-bar';
import { RateLimitField, limitRules } from '@shared/ui-limit/rate-limit-field';
import { LoadError } from '@shared/ui-state/load-error';
import { Skeleton } from '@shared/ui-state/skeleton';
import { Toasts } from '@shared/ui-toast/toasts';
import { HIGHEST_LIMIT } from '@shared/util-limits/rate-limits';
import { PageTitle } from '@shared/util-title/page-title';
import { IntakeClient } from '../data/intake-client';
import {
  changesOf,
  domainList,
  draftOf,
  emptyDraft,
  filterChoices,
  filterLists,
  listError,
  listNames,
  rulesOf,
  scrubbingChoices,
  scrubbingLists,
} from '../util/intake-rules';

/** What a project filters, scrubs and limits: one form, saved as a whole. */
@Component({
  selector: 'app-filters',
  imports: [
    Button,
    Checkbox,
    FormElement,
    FormField,
    LinesField,
    LoadError,
    RateLimitField,
    RouterLink,
    SaveBar,
    Skeleton,
  ],
  templateUrl: './filters.html',
})
export class Filters {
  private readonly client = inject(IntakeClient);
  private readonly toasts = inject(Toasts);
  private readonly organizations = inject(Organizations);

  readonly org = input.required<string>();
  /** Slug in the URL. */
  readonly project = input.required<string>();

  protected readonly filterChoices = filterChoices;
  protected readonly scrubbingChoices = scrubbingChoices;
  protected readonly filterLists = filterLists;
  protected readonly scrubbingLists = scrubbingLists;
  protected readonly domainList = domainList;

  protected readonly loaded = this.client.rules(this.org, this.project);
  protected readonly projectName = computed(
    () => this.organizations.project(this.project())?.name ?? this.project(),
  );
  protected readonly mayChange = computed(() => this.organizations.may('project:write'));
  /** The organization decides for all its projects. */
  protected readonly isDecided = computed(
    () => this.loaded.hasValue() && this.loaded.value().scrubbing.organizationIpAddresses,
  );
  protected readonly form = new FormPage({
    of: () => `${this.org()}/${this.project()}`,
    stored: () => (this.loaded.hasValue() ? draftOf(this.loaded.value()) : emptyDraft),
    rules: (of) => {
      disabled(of, { when: () => !this.mayChange() });
      for (const list of listNames) rule(of.lists[list], (text) => listError(list, text));
      limitRules(HIGHEST_LIMIT)(of.limit);
    },
    changes: changesOf,
    save: async (draft) => {
      this.loaded.set(await this.client.updateRules(this.org(), this.project(), rulesOf(draft)));
      this.toasts.show({ text: 'Filters and scrubbing saved: new requests follow them' });
    },
    faults: (problem, { lists, limit }) =>
      faultsAt(lists, problem, { rateLimit: limit.count, count: limit.count }),
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => title.set('Filters and scrubbing', this.projectName()));
  }
}
