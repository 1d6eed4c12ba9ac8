import { Component, effect, inject } from '@angular/core';
import { Button } from '../ui-button/button';
import { Icon } from '../ui-icon/icon';
import { Shortcuts } from '../util-keys/shortcuts';
import { Toast, Toasts } from './toasts';

const LIFETIME = 8000;

/** Where toasts appear; stands once in the shell. Hovering or focusing one holds all of them. */
@Component({
  selector: 'ui-toast-outlet',
  imports: [Button, Icon],
  templateUrl: './toast-outlet.html',
})
export class ToastOutlet {
  protected readonly toasts = inject(Toasts);
  protected readonly shortcuts = inject(Shortcuts);
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>();

  constructor() {
    effect(() => this.toasts.list().forEach((toast) => this.schedule(toast)));
  }

  protected hold(): void {
    this.timers.forEach((timer) => clearTimeout(timer));
    this.timers.clear();
  }

  protected release(): void {
    this.toasts.list().forEach((toast) => this.schedule(toast));
  }

  private schedule(toast: Toast): void {
    if (toast.tone === 'danger' || this.timers.has(toast.id)) return;
    const close = () => {
      this.timers.delete(toast.id);
      this.toasts.close(toast.id);
    };
    this.timers.set(toast.id, setTimeout(close, LIFETIME));
  }
}
