import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { LoadError } from '@shared/ui-state/load-error';
import { ToastOutlet } from '@shared/ui-toast/toast-outlet';
import { FocusOnNavigation } from './focus-on-navigation';
import { NavigationFailure } from './navigation-failure';

@Component({
  selector: 'app-root',
  imports: [LoadError, RouterOutlet, ToastOutlet],
  template: `<a class="skip" href="#main" (click)="focus.toMain($event)">Skip to content</a>
    @if (failure.current()) {
      <main class="failure" id="main" tabindex="-1">
        <ui-load-error subject="The page" [level]="1" [error]="failure.reason()" (retry)="failure.retry()" />
      </main>
    }
    <div class="root" [hidden]="!!failure.current()"><router-outlet /></div>
    <ui-toast-outlet />`,
})
export class App {
  protected readonly focus = inject(FocusOnNavigation);
  protected readonly failure = inject(NavigationFailure);
}
