import { Signal, computed, linkedSignal, signal } from '@angular/core';
import { Issue } from '../util/issue-types';

/** Which rows are ticked, or "everything the query matches". Rows that leave the list leave the selection. */
export class Selection {
  private readonly ids = signal<ReadonlySet<string>>(new Set());
  private anchor: string | undefined;

  private readonly present = computed(() => this.rows().filter(({ id }) => this.ids().has(id)));
  readonly size = computed(() => this.present().length);
  readonly isAllShown = computed(() => this.size() > 0 && this.size() === this.rows().length);
  readonly isQuery = linkedSignal({ source: this.ids, computation: () => false });

  constructor(private readonly rows: Signal<readonly Issue[]>) {}

  has(id: string): boolean {
    return this.ids().has(id);
  }

  chosen(): readonly Issue[] {
    return this.present();
  }

  /** A click or the key X; with Shift everything from the last picked row to here. */
  pick(id: string, event: Event): void {
    const isRange = (event as MouseEvent).shiftKey && this.anchor !== undefined;
    const range = isRange ? this.between(this.anchor ?? id, id) : [id];
    const isOn = isRange || !this.has(id);
    this.ids.update((ids) => {
      const next = new Set(ids);
      for (const each of range)
        if (isOn) next.add(each);
        else next.delete(each);
      return next;
    });
    this.anchor = id;
  }

  all(): void {
    this.ids.set(new Set(this.rows().map(({ id }) => id)));
  }

  clear(): void {
    this.ids.set(new Set());
    this.anchor = undefined;
  }

  private between(from: string, to: string): readonly string[] {
    const ids = this.rows().map(({ id }) => id);
    const [start = 0, end = 0] = [ids.indexOf(from), ids.indexOf(to)].sort((a, b) => a - b);
    return start < 0 ? [to] : ids.slice(start, end + 1);
  }
}
