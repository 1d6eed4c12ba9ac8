import { Component, ElementRef, inject, input, model } from '@angular/core';

export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly count?: string;
}

/** Tabs inside a page (pages themselves are links). ← → Home End move and choose; `panel` is the id of the region. */
@Component({
  selector: 'ui-tabs',
  template: `<div class="tabs" role="tablist" [attr.aria-label]="label()">
    @for (tab of tabs(); track tab.id) {
      <button
        class="tab"
        role="tab"
        type="button"
        [id]="panel() + '-tab-' + tab.id"
        [attr.aria-selected]="tab.id === selected()"
        [attr.aria-controls]="panel()"
        [tabIndex]="tab.id === selected() ? 0 : -1"
        (click)="selected.set(tab.id)"
        (keydown)="move($event)">
        {{ tab.label }}
        @if (tab.count) {
          <span class="tab__count">{{ tab.count }}</span>
        }
      </button>
    }
  </div>`,
})
export class Tabs {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly label = input.required<string>();
  readonly tabs = input.required<readonly Tab[]>();
  readonly panel = input.required<string>();
  readonly selected = model.required<string>();

  protected move(event: KeyboardEvent): void {
    const tabs = this.tabs();
    const now = tabs.findIndex(({ id }) => id === this.selected());
    const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = (to + tabs.length) % tabs.length;
    this.selected.set(tabs[next]?.id ?? this.selected());
    this.host.nativeElement.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  }
}
