import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { ToastOutlet } from '@shared/ui-toast/toast-outlet';
import { FocusOnNavigation } from './focus-on-navigation';

@Component({
  selector: 'app-root',
  imports: [RouterOutlet, ToastOutlet],
  template: `<a class="skip" href="#main" (click)="focus.toMain($event)">Skip to content</a>
    <router-outlet />
    <ui-toast-outlet />`,
})
export class App {
  protected readonly focus = inject(FocusOnNavigation);
}
