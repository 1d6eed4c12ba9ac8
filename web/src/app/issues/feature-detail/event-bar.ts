import { CdkMenuTrigger } from '@angular/cdk/menu';
import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Button } from '@shared/ui-button/button';
import { Icon } from '@shared/ui-icon/icon';
import { Menu, MenuItem } from '@shared/ui-menu/menu';
import { Time } from '@shared/ui-time/time';
import { Toasts } from '@shared/ui-toast/toasts';
import { Tooltip } from '@shared/ui-tooltip/tooltip';
import { Clipboard } from '@shared/util-clipboard/clipboard';
import { EventDetail } from '../util/event-types';

/** Stays in sight: which event this is, its neighbours, its sections, and ways to take it along. */
@Component({
  selector: 'app-event-bar',
  imports: [Button, CdkMenuTrigger, Icon, Menu, MenuItem, RouterLink, Time, Tooltip],
  templateUrl: './event-bar.html',
  host: { class: 'event-bar' },
})
export class EventBar {
  private readonly toasts = inject(Toasts);
  private readonly clipboard = inject(Clipboard);
  readonly event = input.required<EventDetail | undefined>();
  /** Route of the issue. */
  readonly link = input.required<readonly string[]>();
  readonly isLatest = input(false);
  /** Events that arrived since this one was loaded. */
  readonly newer = input(0);
  readonly sections = input<readonly { readonly id: string; readonly label: string }[]>([]);
  readonly markdown = input('');
  readonly trace = input('');
  readonly latest = output();

  protected readonly isNewest = computed(() => !!this.event() && !this.event()?.nextEventID);
  protected readonly steps = computed(() => {
    const event = this.event();
    const [older, newer] = [event?.previousEventID, event?.nextEventID];
    const first = older ? event?.firstEventID : undefined;
    return [
      { label: 'First event', icon: 'chevron-first', id: first ?? (older ? 'oldest' : undefined) },
      { label: 'Older event ([)', icon: 'chevron-left', id: older },
      { label: 'Newer event (])', icon: 'chevron-right', id: newer },
      { label: 'Latest event', icon: 'chevron-last', id: newer ? 'latest' : undefined },
    ] as const;
  });

  protected to(...more: string[]): string[] {
    return [...this.link(), ...more];
  }

  protected async copy(text: string, what: string): Promise<void> {
    if (await this.clipboard.copy(text)) this.toasts.show({ text: `${what} copied` });
    else this.toasts.error('Not copied: the browser gives no clipboard.');
  }
}
