import { Injectable, effect, inject, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterStateSnapshot, TitleStrategy } from '@angular/router';

/** Document titles: `thing · project · Fettle`; pages about no project say their organization instead. */
@Injectable({ providedIn: 'root' })
export class PageTitle {
  private readonly title = inject(Title);
  private readonly parts = signal<readonly string[]>([]);

  /** Name of the open organization. */
  readonly place = signal('');

  constructor() {
    effect(() => {
      const parts = this.parts();
      const where = parts.length === 1 && this.place() ? [this.place()] : [];
      this.title.setTitle([...parts, ...where, 'Fettle'].join(' · '));
    });
  }

  /** Parts from the most to the least special; empty ones are left out. */
  set(...parts: (string | undefined)[]): void {
    this.parts.set(parts.filter((part): part is string => !!part));
  }
}

/** Routes name their page with `title`; a page that knows more (an issue's title) calls {@link PageTitle} itself. */
@Injectable()
export class FettleTitles extends TitleStrategy {
  private readonly pageTitle = inject(PageTitle);

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.pageTitle.set(this.buildTitle(snapshot));
  }
}
