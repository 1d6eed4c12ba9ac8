import { Component, computed, input, linkedSignal, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '@shared/ui-icon/icon';
import { IconName } from '@shared/ui-icon/icon-names';
import { KeyValues } from '@shared/ui-keyvalue/key-values';
import { Select } from '@shared/ui-select/select';
import { tagSearch } from '@shared/util-quoting/search';
import { Breadcrumbs } from '../ui/breadcrumbs';
import { EventRequest } from '../ui/event-request';
import { StackTrace } from '../ui/stack-trace';
import { clientOf, contextCards, pathOf, rowsOf } from '../util/event-facts';
import { EventDetail } from '../util/event-types';
import { writeValue } from '../util/frames';

import { blocksOf, entryOf, otherThreads } from '../util/trace';

interface Fact {
  readonly label: string;
  readonly icon: IconName;
  readonly value: string;
  /** Leads to the issues it is true of. */
  readonly query?: string;
  readonly isCode?: boolean;
}

/** Everything one event tells, the trace first. */
@Component({
  selector: 'app-event-body',
  imports: [Breadcrumbs, EventRequest, Icon, KeyValues, RouterLink, Select, StackTrace],
  templateUrl: './event-body.html',
})
export class EventBody {
  readonly event = input.required<EventDetail>();
  readonly org = input.required<string>();
  /** The title, which stands above: what it says is not said again. */
  readonly said = input<string>();

  protected readonly oldestFirst = signal(false);
  protected readonly at = computed(() => Date.parse(this.event().dateCreated));
  protected readonly blocks = computed(() => blocksOf(this.event()));
  protected readonly threads = computed(() => otherThreads(this.event()));
  protected readonly threadChoices = computed(() =>
    this.threads().map(({ type, note }, index) => ({ value: String(index), label: type, detail: note })),
  );
  protected readonly thread = linkedSignal(() => (this.threads().length ? '0' : ''));
  protected readonly chosenThread = computed(() => this.threads()[Number(this.thread() || NaN)]);
  protected readonly breadcrumbs = computed(() => entryOf(this.event(), 'breadcrumbs')?.values ?? []);
  protected readonly request = computed(() => entryOf(this.event(), 'request'));
  protected readonly csp = computed(() => rowsOf(entryOf(this.event(), 'csp')));
  protected readonly message = computed(() => {
    const message = entryOf(this.event(), 'message');
    return message?.formatted || message?.message || this.event().message || this.event().title;
  });
  /** Whether the message only says what the exception says. */
  protected readonly isRepeated = computed(() => {
    const [first] = this.blocks();
    return !!first && [first.value, `${first.type}: ${first.value}`].includes(this.message());
  });
  protected readonly cards = computed(() => contextCards(this.event()));
  protected readonly extra = computed(() => rowsOf(this.event().context));
  protected readonly modules = computed(() => rowsOf(this.event().packages));
  protected readonly errors = computed(() =>
    (this.event().errors ?? []).map(({ type, name, value }) => ({
      key: name ?? 'event',
      value: [type.replaceAll('_', ' '), value === null || value === undefined ? '' : writeValue(value)]
        .filter(Boolean)
        .join(': '),
    })),
  );
  protected readonly tags = computed(() => this.event().tags ?? []);
  protected readonly facts = computed<readonly Fact[]>(() => {
    const { environment, release, user, contexts } = this.event();
    const request = this.request();
    const line = request?.url ? [request.method, pathOf(request.url)].filter(Boolean).join(' ') : '';
    const who = user?.email || user?.username || user?.id || user?.name || user?.ip_address || '';
    const facts: Fact[] = [
      {
        label: 'Environment',
        icon: 'server',
        value: environment ?? '',
        query: this.tagQuery('environment', environment),
      },
      { label: 'Release', icon: 'package', value: release ?? '', query: this.tagQuery('release', release) },
      { label: 'Request', icon: 'globe', value: line, isCode: true },
      { label: 'User', icon: 'user-round', value: who },
      { label: 'Client', icon: 'monitor-smartphone', value: clientOf(contexts) },
    ];
    return facts.filter(({ value }) => value);
  });

  protected tagQuery(key: string, value: string | null | undefined): string {
    return tagSearch(key, value ?? '');
  }
}
