import { CdkListbox, CdkOption, ListboxValueChangeEvent } from '@angular/cdk/listbox';
import { CdkConnectedOverlay, CdkOverlayOrigin, ConnectedPosition } from '@angular/cdk/overlay';
import { Component, ElementRef, computed, input, linkedSignal, model, viewChild } from '@angular/core';
import { FormValueControl } from '@angular/forms/signals';
import { Icon } from '../ui-icon/icon';
import { IconName } from '../ui-icon/icon-names';

export interface SelectOption<T extends string = string> {
  readonly value: T;
  readonly label: string;
  readonly detail?: string;
}

/** From this many options on, a field filters the list. */
const FILTER_FROM = 8;

let count = 0;

/**
 * One of several values. In a toolbar (`block` false) the button shows icon and value and is tinted while `set`;
 * in a form (`block`) it fills its field, with `label` above.
 */
@Component({
  selector: 'ui-select',
  imports: [CdkConnectedOverlay, CdkListbox, CdkOption, CdkOverlayOrigin, Icon],
  templateUrl: './select.html',
  host: { '[class.field]': 'block()' },
})
export class Select<T extends string = string> implements FormValueControl<T | ''> {
  readonly label = input.required<string>();
  readonly options = input.required<readonly SelectOption<T>[]>();
  readonly value = model<T | ''>('');
  readonly icon = input<IconName>();
  readonly placeholder = input('Choose');
  readonly hint = input<string>();
  readonly block = input(false);
  readonly set = input(false);
  readonly disabled = input(false);

  private readonly trigger = viewChild.required<ElementRef<HTMLButtonElement>>('trigger');
  private readonly listbox = viewChild(CdkListbox);
  private readonly filter = viewChild<ElementRef<HTMLInputElement>>('filter');

  protected readonly id = `select-${++count}`;
  protected readonly open = linkedSignal({ source: this.disabled, computation: () => false });
  protected readonly search = linkedSignal({ source: this.open, computation: () => '' });
  protected readonly chosen = computed(() => this.options().find(({ value }) => value === this.value()));
  protected readonly filters = computed(() => this.options().length >= FILTER_FROM);
  protected readonly shown = computed(() => {
    const search = this.search().toLowerCase();
    return this.options().filter(({ label, value }) => `${label} ${value}`.toLowerCase().includes(search));
  });
  /** The listbox refuses a selected value that the filter has hidden. */
  protected readonly selected = computed(() =>
    this.shown()
      .map(({ value }) => value)
      .filter((value) => value === this.value()),
  );
  protected readonly positions: ConnectedPosition[] = [
    { originX: 'start', originY: 'bottom', overlayX: 'start', overlayY: 'top', offsetY: 4 },
    { originX: 'start', originY: 'top', overlayX: 'start', overlayY: 'bottom', offsetY: -4 },
    { originX: 'end', originY: 'bottom', overlayX: 'end', overlayY: 'top', offsetY: 4 },
  ];

  focus(): void {
    this.trigger().nativeElement.focus();
  }

  protected opened(): void {
    // The overlay's content exists only after its first render.
    setTimeout(() => (this.filters() ? this.filter()?.nativeElement.focus() : this.listbox()?.focus()));
  }

  protected choose(event: ListboxValueChangeEvent<T>): void {
    const [value] = event.value;
    if (value !== undefined) this.value.set(value);
    this.close();
  }

  protected close(): void {
    if (!this.open()) return;
    this.open.set(false);
    this.trigger().nativeElement.focus();
  }

  protected fromTrigger(event: Event): void {
    event.preventDefault();
    this.open.set(true);
  }

  protected fromFilter(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown') this.listbox()?.focus();
    else if (event.key === 'Enter' && this.shown()[0]) {
      this.value.set(this.shown()[0]?.value ?? '');
      this.close();
    } else return;
    event.preventDefault();
  }
}
