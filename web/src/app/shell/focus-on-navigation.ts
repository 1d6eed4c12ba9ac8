import { DOCUMENT, Injectable, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter } from 'rxjs';

/** A new page starts at its main region, for the keyboard and for screen readers; filters in the URL do not move it. */
@Injectable({ providedIn: 'root' })
export class FocusOnNavigation {
  private readonly document = inject(DOCUMENT);
  private path: string | undefined;

  constructor() {
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe(({ urlAfterRedirects }) => {
        const path = urlAfterRedirects.split(/[?#]/)[0];
        const isFirst = this.path === undefined;
        if (!isFirst && path !== this.path) setTimeout(() => this.focusMain());
        this.path = path;
      });
  }

  toMain(event: Event): void {
    event.preventDefault();
    this.focusMain();
  }

  private focusMain(): void {
    const active = this.document.activeElement;
    const main = this.document.getElementById('main');
    // A state page may already have focused its heading, a dialog its first field.
    if (active && active !== this.document.body && main?.contains(active)) return;
    main?.focus({ preventScroll: true });
  }
}
