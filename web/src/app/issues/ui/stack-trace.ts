import { Component, ElementRef, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { Button } from '@shared/ui-button/button';
import { CopyButton } from '@shared/ui-code/copy-button';
import { Icon } from '@shared/ui-icon/icon';
import { Tooltip } from '@shared/ui-tooltip/tooltip';
import { traceText } from '../util/event-text';
import { FrameView, LibraryRun, foldLibraries, openAtFirst, viewFrames } from '../util/frames';
import { TraceBlock } from '../util/trace';
import { FrameItem } from './frame';

type Mode = 'app' | 'all' | 'raw';

interface Item {
  readonly frame?: FrameView;
  readonly run?: LibraryRun;
}

let count = 0;

/** The stack of one exception or thread. ↑ ↓ move between the heads of its frames. */
@Component({
  selector: 'app-stack-trace',
  imports: [Button, CopyButton, FrameItem, Icon, Tooltip],
  templateUrl: './stack-trace.html',
  host: { class: 'trace', '(keydown.arrowdown)': 'move($event, 1)', '(keydown.arrowup)': 'move($event, -1)' },
})
export class StackTrace {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly block = input.required<TraceBlock>();
  readonly platform = input<string | null | undefined>();
  readonly oldestFirst = input(false);
  /** What the page's head says; an exception that says something else repeats its own message here. */
  readonly said = input<string>();
  readonly reordered = output<boolean>();

  protected readonly id = `trace-${++count}`;
  protected readonly showsValue = computed(() => {
    const { kind, value } = this.block();
    const [said, isException] = [this.said(), kind === 'exception'];
    return !!value && (kind === 'cause' || (isException && said !== undefined && !said.includes(value)));
  });
  protected readonly frames = computed(() => viewFrames(this.block().frames, this.platform()));
  protected readonly hasInApp = computed(() => this.frames().some(({ isInApp }) => isInApp));
  protected readonly mode = signal<Mode>('app');
  protected readonly choices = computed(() => [
    { id: 'app' as const, label: 'In app' },
    { id: 'all' as const, label: `All ${this.frames().length}` },
    { id: 'raw' as const, label: 'Raw' },
  ]);
  protected readonly items = computed<readonly Item[]>(() => {
    const [newest] = this.frames();
    const ordered = this.oldestFirst() ? [...this.frames()].reverse() : this.frames();
    return this.mode() === 'all' ? ordered.map((frame) => ({ frame })) : foldLibraries(ordered, newest);
  });
  protected readonly text = computed(() => traceText([this.block()], this.platform()));
  private readonly opened = linkedSignal<ReadonlySet<number>>(() => openAtFirst(this.frames()));
  protected readonly unfolded = linkedSignal<readonly FrameView[], ReadonlySet<number>>({
    source: this.frames,
    computation: () => new Set<number>(),
  });

  protected isOpen(index: number): boolean {
    return this.opened().has(index);
  }

  protected toggle(index: number): void {
    this.opened.update((open) => toggled(open, index));
  }

  protected unfold(first: number): void {
    this.unfolded.update((open) => toggled(open, first));
  }

  protected move(event: Event, step: 1 | -1): void {
    const heads = [...this.host.nativeElement.querySelectorAll<HTMLElement>('button.frame__head')];
    const now = heads.indexOf(event.target as HTMLElement);
    if (now < 0) return;
    event.preventDefault();
    heads[now + step]?.focus();
  }
}

function toggled(set: ReadonlySet<number>, index: number): ReadonlySet<number> {
  const next = new Set(set);
  if (!next.delete(index)) next.add(index);
  return next;
}
