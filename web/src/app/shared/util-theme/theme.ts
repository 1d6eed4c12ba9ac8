import { DOCUMENT, Injectable, inject, signal } from '@angular/core';

export type ThemeChoice = 'system' | 'light' | 'dark';

const KEY = 'fettle.theme';

/** The theme: `data-theme` on the root and nothing else. `public/theme.js` sets it before first paint. */
@Injectable({ providedIn: 'root' })
export class Theme {
  private readonly document = inject(DOCUMENT);
  private readonly root = this.document.documentElement;
  private readonly chosen = signal<ThemeChoice>(asChoice(this.root.dataset['theme']));

  readonly choice = this.chosen.asReadonly();

  choose(choice: ThemeChoice): void {
    this.chosen.set(choice);
    if (choice === 'system') delete this.root.dataset['theme'];
    else this.root.dataset['theme'] = choice;
    try {
      this.document.defaultView?.localStorage.setItem(KEY, choice);
    } catch {
      // Storage is blocked: the choice lasts for this page.
    }
  }
}

/** Anything we do not know is the system's theme. */
export function asChoice(name: string | null | undefined): ThemeChoice {
  return name === 'light' || name === 'dark' ? name : 'system';
}
