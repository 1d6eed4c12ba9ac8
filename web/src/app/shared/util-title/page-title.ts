import { Injectable, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterStateSnapshot, TitleStrategy } from '@angular/router';

/** Document titles: `thing · project · Fettle`. */
@Injectable({ providedIn: 'root' })
export class PageTitle {
  private readonly title = inject(Title);

  /** Parts from the most to the least special; empty ones are left out. */
  set(...parts: (string | undefined)[]): void {
    this.title.setTitle([...parts.filter((part) => !!part), 'Fettle'].join(' · '));
  }
}

/** Routes name their page with `title`; a page that knows more (an issue's title) calls {@link PageTitle} itself. */
@Injectable()
export class FettleTitles extends TitleStrategy {
  private readonly pageTitle = inject(PageTitle);

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.pageTitle.set(
      this.buildTitle(snapshot),
      snapshot.root.firstChild?.params['org'] as string | undefined,
    );
  }
}
