import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import { TimeSettings } from './times';

/** The one place that reads the time. `now` moves every ten seconds, so all ages on a page change together. */
@Injectable({ providedIn: 'root' })
export class Clock {
  private readonly ticking = signal(Date.now());

  readonly now = this.ticking.asReadonly();

  /** Set from the account's profile. */
  readonly settings = signal<TimeSettings>({ clock24Hours: true });

  constructor() {
    const timer = setInterval(() => this.ticking.set(Date.now()), 10_000);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  /** The exact present, for events that are stamped here. */
  read(): number {
    return Date.now();
  }
}
