import { Overlay, OverlayRef } from '@angular/cdk/overlay';
import { ComponentPortal } from '@angular/cdk/portal';
import { Component, DestroyRef, Directive, ElementRef, inject, input, signal } from '@angular/core';

const DELAY = 300;

@Component({
  selector: 'ui-tooltip-body',
  template: `{{ text() }}`,
  host: { class: 'tooltip', role: 'tooltip' },
})
export class TooltipBody {
  readonly text = signal('');
}

/** The name or exact value of a control: after 300 ms of hovering, at once on focus, gone with Escape. */
@Directive({
  selector: '[uiTooltip]',
  host: {
    '(mouseenter)': 'openSoon()',
    '(mouseleave)': 'close()',
    '(focus)': 'openOnFocus()',
    '(blur)': 'close()',
    '(click)': 'close()',
    '(keydown.escape)': 'close()',
  },
})
export class Tooltip {
  private readonly overlay = inject(Overlay);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly uiTooltip = input.required<string>();
  private opened: OverlayRef | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.close());
  }

  protected openSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), DELAY);
  }

  protected openOnFocus(): void {
    if (this.host.nativeElement.matches(':focus-visible')) this.open();
  }

  protected close(): void {
    clearTimeout(this.timer);
    this.opened?.dispose();
    this.opened = undefined;
  }

  private open(): void {
    if (this.opened || !this.uiTooltip()) return;
    const positionStrategy = this.overlay
      .position()
      .flexibleConnectedTo(this.host)
      .withPositions([
        { originX: 'center', originY: 'bottom', overlayX: 'center', overlayY: 'top', offsetY: 6 },
        { originX: 'center', originY: 'top', overlayX: 'center', overlayY: 'bottom', offsetY: -6 },
      ])
      .withPush(true);
    this.opened = this.overlay.create({
      positionStrategy,
      scrollStrategy: this.overlay.scrollStrategies.close(),
    });
    this.opened.attach(new ComponentPortal(TooltipBody)).instance.text.set(this.uiTooltip());
  }
}
