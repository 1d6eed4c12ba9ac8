import { httpResource } from '@angular/common/http';
import { Injectable, computed, signal } from '@angular/core';
import { urlPath } from '@shared/util-quoting/url';

/** The raw JSON of one event; provided by the page that shows it. */
@Injectable()
export class RawEvent {
  private readonly path = signal<string | undefined>(undefined);
  readonly source = httpResource.text(() => this.path());
  readonly address = computed(() => this.path() ?? '');
  readonly text = computed(() => (this.source.hasValue() ? pretty(this.source.value()) : undefined));

  open(org: string, issueId: string, eventId: string): void {
    this.path.set(urlPath`/api/0/organizations/${org}/issues/${issueId}/events/${eventId}/json/`);
  }
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
