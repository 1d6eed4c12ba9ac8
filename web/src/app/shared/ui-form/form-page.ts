import { DestroyRef, Signal, computed, inject, linkedSignal, signal, untracked } from '@angular/core';
import {
  FieldTree,
  SchemaPath,
  SchemaPathRules,
  SchemaPathTree,
  form,
  submit,
  validate,
  validateTree,
} from '@angular/forms/signals';
import { Problem, problemOf } from '../util-problem/problem';
import { Drafts } from './drafts';
import { rebase, sameJson } from './rebase';

/** What the server refused: at a field, or, without one, as a whole. */
export interface Fault {
  readonly field?: FieldTree<unknown>;
  readonly message: string;
}

export interface FormPlan<T extends object, R = unknown> {
  /** What the form starts with and goes back to. While it loads: what an empty form holds. */
  readonly stored: () => T;
  /** Whose it is, when one page shows one after the other: another one's form starts anew. */
  readonly of?: () => string;
  readonly rules?: (fields: SchemaPathTree<T>) => void;
  /** Names of what differs from what is stored. A form with it saves only changes, and asks before they are lost. */
  readonly changes?: (stored: T, draft: T) => readonly string[];
  readonly save: (draft: T) => Promise<R>;
  /** Where it goes on, when nothing is unsaved any more. */
  readonly saved?: (answer: R) => Promise<unknown>;
  /** What did not happen, such as "Not created". */
  readonly failure?: string;
  /** Where the server's words belong; unless given, at the field of the server's name for it. */
  readonly faults?: (problem: Problem, fields: FieldTree<T>) => readonly Fault[];
}

interface PlacedFault extends Fault {
  readonly field: FieldTree<unknown>;
  /** The value that was refused: another one is not. */
  readonly value: unknown;
}

/**
 * The one pattern of a form: a draft of what is stored, rules in words, the server's refusals at their fields. It is
 * saved by its button, Enter or Ctrl Enter (`form[uiForm]`), and what is wrong first gets the focus.
 */
export class FormPage<T extends object, R = unknown> {
  private readonly stored: Signal<T>;
  private readonly draft;
  private readonly placed = signal<readonly PlacedFault[]>([]);
  private readonly said = signal<string | undefined>(undefined);

  readonly fields: FieldTree<T>;
  readonly changes: Signal<readonly string[]>;
  readonly busy: Signal<boolean>;
  /** "Not saved: …" when no field is to blame. */
  readonly refusal = this.said.asReadonly();

  constructor(private readonly plan: FormPlan<T, R>) {
    this.stored = computed(plan.stored, { equal: sameJson });
    this.draft = linkedSignal<{ of: string | undefined; stored: T }, T>({
      source: () => ({ of: plan.of?.(), stored: this.stored() }),
      // What the reader changed stays when the rest is read again.
      computation: ({ of, stored }, before) =>
        before && before.source.of === of ? rebase(before.source.stored, before.value, stored) : stored,
    });
    this.fields = form(this.draft, (fields) => {
      plan.rules?.(fields);
      validateTree(fields as SchemaPath<T>, () =>
        this.placed()
          .filter(({ field, value }) => sameJson(field().value(), value))
          .map(({ field, message }) => ({ kind: 'server', message, fieldTree: field })),
      );
    });
    this.changes = computed(() => plan.changes?.(this.stored(), this.draft()) ?? []);
    this.busy = computed(() => this.fields().submitting());
    if (plan.changes) inject(Drafts).watch(this.changes, inject(DestroyRef));
  }

  value(): T {
    return this.draft();
  }

  discard(): void {
    this.forget();
    this.draft.set(this.stored());
    this.fields().reset();
  }

  async save(): Promise<void> {
    if (this.busy() || (this.plan.changes && this.changes().length === 0)) return;
    this.forget();
    await submit(this.fields, { action: () => this.send(), onInvalid: () => this.showFirst() });
  }

  private async send(): Promise<undefined> {
    try {
      const answer = await this.plan.save(this.draft());
      // As the server stored it; a form that makes something is empty for the next one.
      this.draft.set(this.stored());
      this.fields().reset();
      await this.plan.saved?.(answer);
    } catch (error) {
      this.refuse(problemOf(error));
    }
  }

  private refuse(problem: Problem): void {
    const faults = this.plan.faults?.(problem, this.fields) ?? faultsAt(this.fields, problem);
    const placed = faults.filter((fault): fault is Fault & Pick<PlacedFault, 'field'> => !!fault.field);
    this.placed.set(placed.map((fault) => ({ ...fault, value: untracked(fault.field().value) })));
    const whole = faults.find(({ field }) => !field)?.message;
    const { failure = 'Not saved' } = this.plan;
    this.said.set(whole ?? (placed.length === 0 ? `${failure}: ${problem.message}` : undefined));
    this.showFirst();
  }

  private forget(): void {
    this.placed.set([]);
    this.said.set(undefined);
  }

  /** A form may be longer than a screen: what is wrong comes into sight, ready to be corrected. */
  private showFirst(): void {
    const [first] = untracked(() => this.fields().errorSummary());
    first?.fieldTree().focusBoundControl();
  }
}

/** The server's words per field, at the fields of the same names; `names` says which of its names are called otherwise. */
export function faultsAt<T extends object>(
  fields: FieldTree<T>,
  problem: Problem,
  names: Readonly<Record<string, FieldTree<unknown>>> = {},
): readonly Fault[] {
  const own = fields as unknown as Readonly<Record<string, FieldTree<unknown> | undefined>>;
  return Object.entries(problem.fields).flatMap(([name, message]) => {
    const field = names[name] ?? own[name];
    return field ? [{ field, message }] : [];
  });
}

/** The names of what is said to have changed, in their order. */
export function namesOf(changed: Readonly<Record<string, boolean>>): readonly string[] {
  return Object.keys(changed).filter((name) => changed[name]);
}

/** A rule in words: says what is wrong with a value and how to mend it, or nothing. */
export function rule<T>(
  field: SchemaPath<T, SchemaPathRules.Supported>,
  words: (value: T) => string | undefined,
): void {
  validate(field, ({ value }) => {
    const message = words(value());
    return message ? { kind: 'rule', message } : undefined;
  });
}
