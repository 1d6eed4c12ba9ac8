import {
  Component,
  ElementRef,
  computed,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { Icon } from '@shared/ui-icon/icon';
import { QueryToken, parseQuery, withToken, writeQuery, writeToken } from '../util/query';
import { KnownValues, Suggestion, suggest } from '../util/suggestions';

let count = 0;

/**
 * The query as tokens and free text. Enter applies, Tab takes a suggestion, Backspace brings the last token back into
 * the field, Escape closes the suggestions and then leaves the field.
 */
@Component({
  selector: 'app-query-field',
  imports: [Icon],
  templateUrl: './query-field.html',
  host: { class: 'query-field', '(click)': 'focus()' },
})
export class QueryField {
  readonly query = input.required<string>();
  readonly known = input<KnownValues>({ environments: [], platforms: [] });
  /** What the server does not understand of the query. */
  readonly problem = input('');
  readonly applied = output<string>();

  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  protected readonly id = `query-${++count}`;
  protected readonly parsed = computed(() => parseQuery(this.query()));
  protected readonly draft = linkedSignal(() => this.parsed().text);
  protected readonly open = signal(false);
  private readonly lastWord = computed(() => this.draft().split(/\s+/).at(-1) ?? '');
  protected readonly suggestions = computed(() =>
    suggest(this.lastWord(), this.parsed(), this.known()).slice(0, 9),
  );
  protected readonly isOpen = computed(() => this.open() && this.suggestions().length > 0);
  protected readonly active = linkedSignal({ source: this.suggestions, computation: () => -1 });
  protected readonly written = writeToken;

  focus(): void {
    this.field().nativeElement.focus();
  }

  protected typed(text: string): void {
    this.draft.set(text);
    this.open.set(true);
  }

  protected left(): void {
    this.open.set(false);
  }

  protected pressed(event: KeyboardEvent): void {
    const handled = this.handle(event);
    if (handled) event.preventDefault();
  }

  protected take({ text, token }: Suggestion): void {
    const before = this.draft()
      .slice(0, this.draft().length - this.lastWord().length)
      .trim();
    if (token) {
      const { tokens } = this.parsed();
      this.apply(withToken(writeQuery({ tokens, text: before }), token));
    } else this.typed([before, text].filter(Boolean).join(' '));
  }

  protected removeToken(token: QueryToken): void {
    const { tokens, text } = this.parsed();
    this.apply(writeQuery({ tokens: tokens.filter((each) => each !== token), text }));
    this.focus();
  }

  private handle(event: KeyboardEvent): boolean {
    const suggestion = this.isOpen() ? this.suggestions()[this.active()] : undefined;
    switch (event.key) {
      case 'ArrowDown':
        return this.move(1);
      case 'ArrowUp':
        return this.move(-1);
      case 'Tab': {
        const first = this.lastWord() && this.isOpen() ? (suggestion ?? this.suggestions()[0]) : suggestion;
        if (first && !event.shiftKey) this.take(first);
        return !!first && !event.shiftKey;
      }
      case 'Enter':
        if (suggestion) this.take(suggestion);
        else this.applyDraft();
        return true;
      case 'Escape':
        if (this.isOpen()) this.open.set(false);
        else this.field().nativeElement.blur();
        return true;
      case 'Backspace':
        return !this.draft() && this.editLast();
      default:
        return false;
    }
  }

  private move(step: 1 | -1): boolean {
    this.open.set(true);
    const size = this.suggestions().length;
    if (size) this.active.update((now) => (now + step + (now < 0 && step < 0 ? 1 : 0) + size) % size);
    return true;
  }

  private applyDraft(): void {
    // What was typed may hold tokens of its own; text that stood there before is being replaced by it.
    const typed = parseQuery(this.draft());
    const { tokens } = this.parsed();
    const query = typed.tokens.reduce(withToken, writeQuery({ tokens, text: '' }));
    this.apply([query, typed.text].filter(Boolean).join(' '));
  }

  private editLast(): boolean {
    const { tokens } = this.parsed();
    const last = tokens.at(-1);
    if (!last) return false;
    this.apply(writeQuery({ tokens: tokens.slice(0, -1), text: '' }));
    queueMicrotask(() => this.typed(writeToken(last)));
    return true;
  }

  private apply(query: string): void {
    this.open.set(false);
    this.draft.set(parseQuery(query).text);
    this.applied.emit(query);
  }
}
