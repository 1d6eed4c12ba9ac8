import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, ElementRef, computed, inject, linkedSignal, signal } from '@angular/core';
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

const MOST = 12;

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
  private readonly commands = inject<readonly Command[]>(DIALOG_DATA);

  protected readonly search = signal('');
  protected readonly found = computed(() => findCommands(this.commands, this.search()).slice(0, MOST));
  protected readonly active = linkedSignal({ source: this.found, computation: () => 0 });

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
