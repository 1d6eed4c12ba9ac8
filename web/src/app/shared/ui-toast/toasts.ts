import { Injectable, inject, signal } from '@angular/core';
import { Shortcuts } from '../util-keys/shortcuts';

export interface ToastRequest {
  readonly text: string;
  readonly tone?: 'success' | 'danger' | 'plain';
  /** Offers Undo (and the key Z) for 8 seconds. */
  readonly undo?: () => void | Promise<void>;
  /** Another action with its verb, such as Retry. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

export interface Toast extends ToastRequest {
  readonly id: number;
}

/** One-line answers to what the reader did. Errors stay until closed; the rest goes after 8 seconds. */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private readonly shown = signal<readonly Toast[]>([]);
  private count = 0;

  readonly list = this.shown.asReadonly();

  constructor() {
    inject(Shortcuts).register([{ keys: 'z', label: 'Undo', run: () => this.undoLast() }]);
  }

  show(request: ToastRequest): void {
    this.shown.update((list) => [...list, { ...request, id: ++this.count }]);
  }

  error(text: string, retry?: () => void): void {
    this.show({ text, tone: 'danger', action: retry && { label: 'Retry', run: retry } });
  }

  close(id: number): void {
    this.shown.update((list) => list.filter((toast) => toast.id !== id));
  }

  undo(toast: Toast): void {
    this.close(toast.id);
    void toast.undo?.();
  }

  private undoLast(): void {
    const last = this.shown().findLast(({ undo }) => !!undo);
    if (last) this.undo(last);
  }
}
