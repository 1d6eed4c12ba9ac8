import { Injectable, computed, signal } from '@angular/core';
import { readText } from '@shared/data-api/api';
import { Address, at } from '@shared/util-api/address';

const RAW = '/api/0/organizations/{organization}/issues/{issueId}/events/{eventId}/json/';

/** The raw JSON of one event; provided by the page that shows it. */
@Injectable()
export class RawEvent {
  private readonly path = signal<Address<typeof RAW> | undefined>(undefined);
  readonly source = readText(() => this.path());
  readonly address = computed(() => this.path() ?? '');
  readonly text = computed(() => (this.source.hasValue() ? pretty(this.source.value()) : undefined));

  open(org: string, issueId: string, eventId: string): void {
    this.path.set(at(RAW, { organization: org, issueId, eventId }));
  }
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
