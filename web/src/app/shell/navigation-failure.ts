import { Location } from '@angular/common';
import { DOCUMENT, Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, NavigationError, Router } from '@angular/router';

/** A page that could not be opened: the server did not answer, or a newer client has replaced this one's files. */
@Injectable({ providedIn: 'root' })
export class NavigationFailure {
  private readonly router = inject(Router);
  private readonly location = inject(DOCUMENT).location;
  private readonly failed = signal<NavigationError | undefined>(undefined);

  readonly current = this.failed.asReadonly();

  private readonly address = inject(Location);

  constructor() {
    this.router.events.pipe(takeUntilDestroyed()).subscribe((event) => {
      if (event instanceof NavigationError) {
        this.failed.set(event);
        // The router puts the old address back; reloading should try the one that was asked for.
        this.address.replaceState(event.url);
      }
      if (event instanceof NavigationEnd) this.failed.set(undefined);
    });
  }

  /** What to show: the server's own failure, or words for files that are gone. */
  reason(): unknown {
    const error = this.failed()?.error as { status?: number } | undefined;
    if (error?.status !== undefined) return error;
    return {
      status: 0,
      error: { detail: 'A part of this page did not load. Fettle may have been updated meanwhile.' },
    };
  }

  /** Loads the page anew, so that replaced files are found too. */
  retry(): void {
    this.location.assign(this.address.prepareExternalUrl(this.failed()?.url ?? '/'));
  }
}
