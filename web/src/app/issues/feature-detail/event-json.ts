import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Button } from '@shared/ui-button/button';
import { CodeBlock } from '@shared/ui-code/code-block';
import { LoadError } from '@shared/ui-state/load-error';
import { Skeleton } from '@shared/ui-state/skeleton';
import { RawEvent } from '../data/raw-event';

/** The event as JSON, to read, copy or keep. */
@Component({
  selector: 'app-event-json',
  imports: [Button, CodeBlock, LoadError, RouterLink, Skeleton],
  providers: [RawEvent],
  template: `<div class="page stack">
    <div class="cluster">
      <a uiButton size="sm" variant="ghost" icon="arrow-left" [routerLink]="back()">Event</a>
      @if (raw.text()) {
        <a uiButton size="sm" icon="download" [href]="raw.address()" [attr.download]="eventId() + '.json'"
          >Download</a
        >
      }
    </div>
    @if (raw.source.error(); as error) {
      <ui-load-error subject="The event" thing="event" [error]="error" (retry)="raw.source.reload()">
        <a uiButton size="sm" [routerLink]="['/', org(), 'issues', issueId()]">Open the latest event</a>
      </ui-load-error>
    } @else if (raw.text(); as text) {
      <ui-code-block [title]="eventId() + '.json'" [code]="text" />
    } @else {
      <ui-skeleton label="event" [rows]="10" [height]="24" />
    }
  </div>`,
})
export class EventJson {
  protected readonly raw = inject(RawEvent);
  /** Slug in the URL. */
  readonly org = input.required<string>();
  readonly issueId = input.required<string>();
  readonly eventId = input.required<string>();

  protected readonly back = computed(() => [
    '/',
    this.org(),
    'issues',
    this.issueId(),
    'events',
    this.eventId(),
  ]);

  constructor() {
    effect(() => {
      const [org, issue, event] = [this.org(), this.issueId(), this.eventId()];
      untracked(() => this.raw.open(org, issue, event));
    });
  }
}
