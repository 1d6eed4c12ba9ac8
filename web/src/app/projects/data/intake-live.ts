import { DestroyRef, Injectable, Signal, computed, effect, inject, signal, untracked } from '@angular/core';
import { LiveStream, LiveUpdates } from '@shared/data-live/live-updates';

/** Counting is cheap but not free: a busy project's numbers follow every two seconds. */
const AT_MOST_EVERY = 2_000;

/** Says when something of a project was received, for as long as the calling component lives. */
@Injectable({ providedIn: 'root' })
export class IntakeLive {
  private readonly updates = inject(LiveUpdates);

  /**
   * Calls `changed` at once, and again at most every two seconds. Call in an injection context. The answer says whether
   * messages arrive at the moment.
   */
  follow(org: () => string, projectId: () => string | undefined, changed: () => void): Signal<boolean> {
    const stream = signal<LiveStream | undefined>(undefined);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isPending = false;
    const rest = () => {
      timer = undefined;
      if (isPending) heard();
    };
    const heard = () => {
      isPending = timer !== undefined;
      if (isPending) return;
      changed();
      timer = setTimeout(rest, AT_MOST_EVERY);
    };
    effect((onCleanup) => {
      const slug = org();
      const until = { onDestroy: (end: () => void) => (onCleanup(end), () => undefined) } as DestroyRef;
      const opened = untracked(() => this.updates.open(slug, until));
      stream.set(opened);
      // Ends with the stream, which completes when it closes.
      opened.requests.subscribe((request) => (request.projectId === projectId() ? heard() : undefined));
      onCleanup(() => {
        clearTimeout(timer);
        timer = undefined;
        isPending = false;
      });
    });
    const isLive = computed(() => stream()?.state() === 'live');
    let wasLive = false;
    effect(() => {
      if (!isLive()) return;
      // What came while the connection was down was not told.
      if (wasLive) untracked(heard);
      wasLive = true;
    });
    return isLive;
  }
}
