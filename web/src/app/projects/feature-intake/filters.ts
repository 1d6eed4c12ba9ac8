import { Component, ElementRef, computed, effect, inject, input, linkedSignal, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { Button } from '@shared/ui-button/button';
import { Checkbox } from '@shared/ui-field/checkbox';
import { LinesField } from '@shared/ui-field/lines-field';
import { HasChanges } from '@shared/ui-form/leave-guard';
import { SaveBar } from '@shared/ui-form/save-bar';
import { RateLimitField } from '@shared/ui-limit/rate-limit-field';
import { Banner } from '@shared/ui-state/banner';
import { LoadError } from '@shared/ui-state/load-error';
import { Skeleton } from '@shared/ui-state/skeleton';
import { Toasts } from '@shared/ui-toast/toasts';
import { Problem, problemOf } from '@shared/util-problem/problem';
import { PageTitle } from '@shared/util-title/page-title';
import { IntakeClient } from '../data/intake-client';
import {
  FlagName,
  ListName,
  RulesDraft,
  changesOf,
  domainList,
  draftOf,
  filterChoices,
  filterLists,
  listErrors,
  rulesOf,
  scrubbingChoices,
  scrubbingLists,
} from '../util/intake-rules';
import { HIGHEST_LIMIT, limitUpTo } from '@shared/util-limits/rate-limits';

/** What a project filters, scrubs and limits: one form, saved as a whole. */
@Component({
  selector: 'app-filters',
  imports: [Banner, Button, Checkbox, LinesField, LoadError, RateLimitField, RouterLink, SaveBar, Skeleton],
  templateUrl: './filters.html',
})
export class Filters implements HasChanges {
  private readonly client = inject(IntakeClient);
  private readonly toasts = inject(Toasts);
  private readonly organizations = inject(Organizations);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly org = input.required<string>();
  /** Slug in the URL. */
  readonly project = input.required<string>();

  protected readonly filterChoices = filterChoices;
  protected readonly filterLists = filterLists;
  protected readonly scrubbingChoices = scrubbingChoices;
  protected readonly scrubbingLists = scrubbingLists;
  protected readonly domainList = domainList;

  protected readonly loaded = this.client.rules(this.org, this.project);
  private readonly stored = computed(() =>
    this.loaded.hasValue() ? draftOf(this.loaded.value()) : undefined,
  );
  protected readonly draft = linkedSignal<RulesDraft | undefined>(() => this.stored());
  protected readonly projectName = computed(
    () => this.organizations.project(this.project())?.name ?? this.project(),
  );
  protected readonly mayChange = computed(() => this.organizations.may('project:write'));
  protected readonly busy = signal(false);
  /** Someone tried to save: errors show although nobody has left their field. */
  protected readonly tried = signal(false);
  private readonly problem = signal<Problem | undefined>(undefined);
  /** What the server said about fields; each goes away when its field is edited. */
  protected readonly refused = computed(() => this.problem()?.fields ?? {});
  /** What the server said about the whole. */
  protected readonly refusal = computed(() => {
    const problem = this.problem();
    const isShown = Object.keys(this.refused()).some((name) => name in (this.draft()?.lists ?? {}));
    return problem && !isShown ? problem.message : undefined;
  });
  protected readonly errors = computed(() => {
    const draft = this.draft();
    return draft ? listErrors(draft) : {};
  });
  protected readonly countError = computed(() => limitUpTo(HIGHEST_LIMIT, this.draft()?.limitCount ?? ''));
  readonly changes = computed(() => {
    const [stored, draft] = [this.stored(), this.draft()];
    return stored && draft ? changesOf(stored, draft) : [];
  });

  /** The organization decides for all its projects. */
  protected isDecided(name: FlagName): boolean {
    return name === 'ipAddresses' && !!this.loaded.value()?.scrubbing.organizationIpAddresses;
  }

  constructor() {
    const title = inject(PageTitle);
    effect(() => title.set('Filters and scrubbing', this.projectName()));
  }

  protected setFlag(name: FlagName, value: boolean): void {
    this.draft.update((draft) => draft && { ...draft, flags: { ...draft.flags, [name]: value } });
  }

  protected setList(name: ListName, text: string): void {
    this.draft.update((draft) => draft && { ...draft, lists: { ...draft.lists, [name]: text } });
    this.problem.set(undefined);
  }

  protected setLimit(some: Partial<Pick<RulesDraft, 'limitCount' | 'limitWindow'>>): void {
    this.draft.update((draft) => draft && { ...draft, ...some });
    this.problem.set(undefined);
  }

  protected discard(): void {
    this.draft.set(this.stored());
    this.problem.set(undefined);
    this.tried.set(false);
  }

  protected async save(): Promise<void> {
    const draft = this.draft();
    this.tried.set(true);
    if (!draft || this.busy() || this.changes().length === 0) return;
    if (this.countError() || Object.keys(this.errors()).length > 0) return this.showFirstError();
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      this.loaded.set(await this.client.updateRules(this.org(), this.project(), rulesOf(draft)));
      this.tried.set(false);
      this.toasts.show({ text: 'Filters and scrubbing saved: new requests follow them' });
    } catch (error) {
      this.problem.set(problemOf(error));
      this.showFirstError();
    } finally {
      this.busy.set(false);
    }
  }

  /** The form is longer than a screen: what is wrong comes into sight, ready to be corrected. */
  private showFirstError(): void {
    const first = () => this.host.nativeElement.querySelector<HTMLElement>('[aria-invalid=true]');
    setTimeout(() => first()?.focus());
  }
}
