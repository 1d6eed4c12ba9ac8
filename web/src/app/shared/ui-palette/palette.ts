import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, ElementRef, computed, effect, inject, linkedSignal, signal } from '@angular/core';
import { Icon } from '../ui-icon/icon';
import { IconName } from '../ui-icon/icon-names';

export interface Command {
  readonly group: string;
  readonly label: string;
  readonly icon: IconName;
  /** Other words it is found by. */
  readonly words?: string;
  /** The keys that do the same, such as "G I". */
  readonly keys?: string;
  readonly run: () => void;
}

export interface PaletteData {
  readonly commands: readonly Command[];
  /** Looks elsewhere for what is typed, such as for issues; its finds come below the commands. */
  readonly find?: (search: string) => Promise<readonly Command[]>;
}

const MOST = 12;

/** Shorter words match too much to be worth a request. */
const SHORTEST = 2;
const TYPED_OUT_AFTER = 200;

/** Jump anywhere by typing: a combobox over a list of commands. ↑ ↓ choose, Enter runs, Escape closes. */
@Component({
  selector: 'ui-palette',
  imports: [Icon],
  templateUrl: './palette.html',
  host: { class: 'palette' },
})
export class Palette {
  private readonly dialog = inject<DialogRef<Command>>(DialogRef);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly data = inject<PaletteData>(DIALOG_DATA);

  protected readonly placeholder = this.data.find
    ? 'Project, issue, page or action'
    : 'Project, page or action';
  protected readonly search = signal('');
  /** What was found elsewhere, and for which words. */
  private readonly elsewhere = signal<{ search: string; found: readonly Command[]; failed?: boolean }>({
    search: '',
    found: [],
  });
  protected readonly found = computed(() => [
    ...findCommands(this.data.commands, this.search()).slice(0, MOST),
    ...(this.isAnswered() ? this.elsewhere().found : []),
  ]);
  private readonly isAnswered = computed(
    () => this.wanted() !== '' && this.elsewhere().search === this.wanted(),
  );
  protected readonly isLooking = computed(() => this.wanted() !== '' && !this.isAnswered());
  protected readonly hasFailed = computed(() => this.isAnswered() && this.elsewhere().failed);
  /** Finds that come later are added below, so that the chosen row stays. */
  protected readonly active = linkedSignal({ source: this.search, computation: () => 0 });
  private readonly wanted = computed(() => {
    const search = this.search().trim();
    return this.data.find && search.length >= SHORTEST ? search : '';
  });

  constructor() {
    effect((onCleanup) => {
      const search = this.wanted();
      if (!search) return;
      const timer = setTimeout(() => void this.look(search), TYPED_OUT_AFTER);
      onCleanup(() => clearTimeout(timer));
    });
  }

  protected typed(event: Event): void {
    this.search.set((event.target as HTMLInputElement).value);
  }

  protected move(event: Event, step: number): void {
    event.preventDefault();
    const size = this.found().length;
    if (size === 0) return;
    this.active.update((active) => (active + step + size) % size);
    setTimeout(() =>
      this.host.nativeElement.querySelector('.is-active')?.scrollIntoView({ block: 'nearest' }),
    );
  }

  protected choose(command: Command | undefined): void {
    if (command) this.dialog.close(command);
  }

  private async look(search: string): Promise<void> {
    let answer: { found: readonly Command[]; failed?: boolean };
    try {
      answer = { found: (await this.data.find?.(search)) ?? [] };
    } catch {
      answer = { found: [], failed: true };
    }
    // The reader may have typed on meanwhile.
    if (this.wanted() === search) this.elsewhere.set({ search, ...answer });
  }
}

/** Those in which every word typed starts a word, in their order; a match in the label goes first. */
export function findCommands(commands: readonly Command[], search: string): readonly Command[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  const starts = (text: string) => {
    const parts = text.toLowerCase().split(/[\s-]+/);
    return wanted.every((word) => parts.some((part) => part.startsWith(word)));
  };
  const found = commands.filter(({ label, words }) => starts(`${label} ${words ?? ''}`));
  return [...found.filter(({ label }) => starts(label)), ...found.filter(({ label }) => !starts(label))];
}
