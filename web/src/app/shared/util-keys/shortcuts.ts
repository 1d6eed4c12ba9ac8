import { DOCUMENT, DestroyRef, Injectable, Injector, inject, signal } from '@angular/core';

/** One key or a sequence ("g i"); `label` is what the help says. */
export interface Shortcut {
  readonly keys: string;
  readonly label: string;
  readonly run: (event: KeyboardEvent) => void;
}

const SEQUENCE_TIMEOUT = 1500;
const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock']);
const STORED = 'fettle.shortcuts';

/**
 * Single-key commands of the page. Later registrations win and come first in the help, so a page may take a key over.
 * Keys are silent while the reader types, while a dialog or menu is open, and with a modifier held. Who speaks to their
 * computer switches them off for this browser (WCAG 2.1.4).
 */
@Injectable({ providedIn: 'root' })
export class Shortcuts {
  private readonly document = inject(DOCUMENT);
  private readonly storage = this.document.defaultView?.localStorage;
  private readonly isOn = signal(this.storage?.getItem(STORED) !== 'off');
  private readonly registered = signal<readonly Shortcut[]>([]);
  private pending = '';
  private pendingSince = 0;

  readonly all = this.registered.asReadonly();
  readonly enabled = this.isOn.asReadonly();

  constructor() {
    const listen = (event: KeyboardEvent) => this.pressed(event);
    this.document.addEventListener('keydown', listen);
    inject(DestroyRef).onDestroy(() => this.document.removeEventListener('keydown', listen));
  }

  /** Acts at once, and the next time this browser opens Fettle. */
  enable(on: boolean): void {
    this.isOn.set(on);
    if (on) this.storage?.removeItem(STORED);
    else this.storage?.setItem(STORED, 'off');
  }

  /** Active until the calling component is destroyed. Call it in a constructor, or pass the component's injector. */
  register(shortcuts: readonly Shortcut[], injector?: Injector): void {
    const destroyRef = injector ? injector.get(DestroyRef) : inject(DestroyRef);
    this.registered.update((known) => [...shortcuts, ...known]);
    destroyRef.onDestroy(() =>
      this.registered.update((known) => known.filter((shortcut) => !shortcuts.includes(shortcut))),
    );
  }

  private pressed(event: KeyboardEvent): void {
    if (
      !this.isOn() ||
      event.defaultPrevented ||
      event.metaKey ||
      event.ctrlKey ||
      event.altKey ||
      this.isBusy(event)
    )
      return;
    if (MODIFIERS.has(event.key)) return;
    const key = event.key.toLowerCase();
    const begun = event.timeStamp - this.pendingSince < SEQUENCE_TIMEOUT ? this.pending : '';
    const match = this.find(begun + key) ?? this.find(key);
    this.pending = match ? '' : `${key} `;
    this.pendingSince = event.timeStamp;
    if (!match) return;
    event.preventDefault();
    match.run(event);
  }

  private find(keys: string): Shortcut | undefined {
    return this.registered().find((shortcut) => shortcut.keys.toLowerCase() === keys);
  }

  private isBusy(event: KeyboardEvent): boolean {
    const target = event.target as Element | null;
    const types = target?.closest?.(
      'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]',
    );
    return (
      !!types ||
      !!this.document.querySelector('[role=dialog], [role=alertdialog], .cdk-overlay-pane [role=menu]')
    );
  }
}
