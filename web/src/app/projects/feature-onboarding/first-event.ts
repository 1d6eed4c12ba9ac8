import { Component, computed, effect, inject, input, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { Button } from '@shared/ui-button/button';
import { CodeBlock } from '@shared/ui-code/code-block';
import { CopyText } from '@shared/ui-code/copy-text';
import { Icon } from '@shared/ui-icon/icon';
import { SetupFrame } from '@shared/ui-setup/setup-frame';
import { LoadError } from '@shared/ui-state/load-error';
import { Skeleton } from '@shared/ui-state/skeleton';
import { Tabs } from '@shared/ui-tabs/tabs';
import { platformOf } from '@shared/util-platforms/platforms';
import { PageTitle } from '@shared/util-title/page-title';
import { ProjectClient } from '../data/project-client';
import { curlFor, guideFor, partsOf } from '../util/guides';
import { WaitingCard } from './waiting-card';

/** Step four: install, start, break on purpose, and see the event arrive. */
@Component({
  selector: 'app-first-event',
  imports: [
    Button,
    CodeBlock,
    CopyText,
    Icon,
    LoadError,
    RouterLink,
    SetupFrame,
    Skeleton,
    Tabs,
    WaitingCard,
  ],
  templateUrl: './first-event.html',
})
export class FirstEvent {
  private readonly client = inject(ProjectClient);
  private readonly title = inject(PageTitle);
  protected readonly organizations = inject(Organizations);

  readonly org = input.required<string>();
  /** Slug in the URL. */
  readonly project = input.required<string>();

  protected readonly loaded = this.client.project(this.org, this.project);
  protected readonly keys = this.client.keys(this.org, this.project);
  protected readonly details = computed(() => (this.loaded.hasValue() ? this.loaded.value() : undefined));
  protected readonly dsn = computed(() => {
    const keys = this.keys.hasValue() ? this.keys.value() : [];
    return (keys.find(({ isActive }) => isActive !== false) ?? keys[0])?.dsn.public;
  });
  protected readonly guide = computed(() => {
    const [project, dsn] = [this.details(), this.dsn()];
    return project && dsn ? guideFor(project.platform, dsn) : undefined;
  });
  protected readonly ways = computed(
    () => this.guide()?.install.map(({ title }) => ({ id: title, label: title })) ?? [],
  );
  protected readonly way = linkedSignal(() => this.ways()[0]?.id ?? '');
  protected readonly install = computed(() =>
    this.guide()?.install.find(({ title }) => title === this.way()),
  );
  protected readonly curl = computed(() => curlFor(this.dsn() ?? 'https://key@host/1'));
  protected readonly ping = computed(
    () => `curl -i ${partsOf(this.dsn() ?? 'https://key@host/1').endpoint}/envelope/`,
  );
  protected readonly done = computed(() => ({
    organization: this.organizations.name(),
    team: this.details()
      ?.teams?.map(({ slug }) => slug)
      .join(', '),
    project: `${this.details()?.name ?? this.project()}, ${platformOf(this.details()?.platform).name}`,
  }));

  constructor() {
    effect(() => this.organizations.select(this.org()));
    effect(() => this.title.set('First event', this.details()?.name ?? this.project()));
  }

  protected retry(): void {
    this.loaded.reload();
    this.keys.reload();
  }
}
