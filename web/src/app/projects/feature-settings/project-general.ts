import { Component, computed, effect, inject, input, linkedSignal, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { Button } from '@shared/ui-button/button';
import { Dialogs } from '@shared/ui-dialog/dialogs';
import { TextField } from '@shared/ui-field/text-field';
import { HasChanges } from '@shared/ui-form/leave-guard';
import { SaveBar } from '@shared/ui-form/save-bar';
import { Select } from '@shared/ui-select/select';
import { LoadError } from '@shared/ui-state/load-error';
import { Skeleton } from '@shared/ui-state/skeleton';
import { Time } from '@shared/ui-time/time';
import { Toasts } from '@shared/ui-toast/toasts';
import { platformOf, platforms } from '@shared/util-platforms/platforms';
import { Problem, problemOf } from '@shared/util-problem/problem';
import { PageTitle } from '@shared/util-title/page-title';
import { ProjectClient } from '../data/project-client';
import { percentError, projectNameError, projectSlugError } from '../util/names';

@Component({
  selector: 'app-project-general',
  imports: [Button, LoadError, RouterLink, SaveBar, Select, Skeleton, TextField, Time],
  templateUrl: './project-general.html',
})
export class ProjectGeneral implements HasChanges {
  private readonly client = inject(ProjectClient);
  private readonly router = inject(Router);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  private readonly title = inject(PageTitle);
  private readonly organizations = inject(Organizations);

  readonly org = input.required<string>();
  /** Slug in the URL. */
  readonly project = input.required<string>();

  protected readonly loaded = this.client.project(this.org, this.project);
  protected readonly stored = computed(() => (this.loaded.hasValue() ? this.loaded.value() : undefined));
  protected readonly name = linkedSignal(() => this.stored()?.name ?? '');
  protected readonly slug = linkedSignal(() => this.stored()?.slug ?? '');
  protected readonly platform = linkedSignal<string | undefined>(() => this.stored()?.platform ?? undefined);
  protected readonly throttle = linkedSignal(() => throttleText(this.stored()?.eventThrottleRate));
  protected readonly platformChoices = computed(() => {
    const stored = platformOf(this.stored()?.platform);
    const choices = platforms.map(({ id, name, tag }) => ({ value: id, label: name, detail: tag }));
    const isKnown = !stored.id || choices.some(({ value }) => value === this.stored()?.platform);
    return isKnown ? choices : [{ value: stored.id, label: stored.name, detail: stored.tag }, ...choices];
  });
  protected readonly mayChange = computed(() => this.organizations.may('project:write'));
  protected readonly mayDelete = computed(() => this.organizations.may('project:admin'));
  protected readonly nameError = computed(() => projectNameError(this.name()));
  protected readonly slugError = computed(() => projectSlugError(this.slug()));
  protected readonly throttleError = computed(() => percentError(this.throttle()));
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly refusedSlug = computed(() => this.problem()?.fields['slug']);
  protected readonly refused = computed(() =>
    this.problem() && !this.refusedSlug() ? `Not saved: ${this.problem()?.message}` : undefined,
  );
  protected readonly busy = signal(false);
  readonly changes = computed(() => {
    const stored = this.stored();
    if (!stored) return [];
    return [
      this.name() === stored.name ? '' : 'Name',
      this.slug() === stored.slug ? '' : 'Slug',
      (this.platform() ?? null) === (stored.platform || null) ? '' : 'Platform',
      Number(this.throttle()) === stored.eventThrottleRate ? '' : 'Throttle',
    ].filter(Boolean);
  });

  constructor() {
    effect(() => this.title.set('General', this.stored()?.name ?? this.project()));
  }

  protected discard(): void {
    const stored = this.stored();
    this.name.set(stored?.name ?? '');
    this.slug.set(stored?.slug ?? '');
    this.platform.set(stored?.platform ?? undefined);
    this.throttle.set(throttleText(stored?.eventThrottleRate));
    this.problem.set(undefined);
  }

  protected async save(): Promise<void> {
    if (this.busy() || this.changes().length === 0) return;
    if (this.nameError() || this.slugError() || this.throttleError()) return;
    this.busy.set(true);
    this.problem.set(undefined);
    const before = this.project();
    try {
      const change = {
        name: this.name().trim(),
        slug: this.slug(),
        platform: this.platform() ?? null,
        eventThrottleRate: Number(this.throttle()),
      };
      const stored = await this.client.update(this.org(), before, change);
      this.loaded.update((project) => project && { ...project, ...stored });
      this.organizations.current.reload();
      this.toasts.show({ text: 'Project saved' });
      if (stored.slug !== before) {
        await this.router.navigate(['/', this.org(), 'settings', 'projects', stored.slug], {
          replaceUrl: true,
        });
      }
    } catch (error) {
      this.problem.set(problemOf(error));
    } finally {
      this.busy.set(false);
    }
  }

  protected async delete(): Promise<void> {
    const stored = this.stored();
    if (!stored) return;
    const sure = await this.dialogs.confirm({
      heading: `Delete ${stored.name}?`,
      text: 'Its issues and events go with it. SDKs that still use its keys are refused.',
      confirm: 'Delete project',
      cancel: 'Keep project',
      typed: stored.slug,
    });
    if (!sure) return;
    try {
      await this.client.delete(this.org(), stored.slug);
      this.discard();
      this.organizations.current.reload();
      await this.router.navigate(['/', this.org(), 'settings', 'projects']);
      this.toasts.show({ text: `Project ${stored.name} deleted` });
    } catch (error) {
      this.toasts.error(`Not deleted: ${problemOf(error).message}`);
    }
  }
}

function throttleText(rate: number | undefined): string {
  return rate ? String(rate) : '';
}
