import { DestroyRef, Injectable, Signal, computed, effect, inject, signal, untracked } from '@angular/core';
import { LiveIssue, LiveStream, LiveUpdates } from '@shared/data-live/live-updates';

/** The live stream of whichever organization is open, for as long as the calling component lives. */
@Injectable({ providedIn: 'root' })
export class LiveIssues {
  private readonly updates = inject(LiveUpdates);

  /** Call in an injection context. The answer says whether messages arrive at the moment. */
  follow(org: () => string, heard: (issue: LiveIssue) => void): Signal<boolean> {
    const stream = signal<LiveStream | undefined>(undefined);
    effect((onCleanup) => {
      const slug = org();
      const until = { onDestroy: (end: () => void) => (onCleanup(end), () => undefined) } as DestroyRef;
      const opened = untracked(() => this.updates.open(slug, until));
      stream.set(opened);
      // Ends with the stream, which completes when it closes.
      opened.issues.subscribe(heard);
    });
    return computed(() => stream()?.state() === 'live');
  }
}
