import { Component, computed, effect, inject, input } from '@angular/core';
import { FormField, disabled } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { Button } from '@shared/ui-button/button';
import { Dialogs } from '@shared/ui-dialog/dialogs';
import { TextField } from '@shared/ui-field/text-field';
import { FormElement } from '@shared/ui-form/form-element';
import { FormPage, faultsAt, namesOf, rule } from '@shared/ui-form/form-page';
import { SaveBar } from '@shared/ui-form/save-bar';
import { Select } from '@shared/ui-select/select';
import { LoadError } from '@shared/ui-state/load-error';
import { Skeleton } from '@shared/ui-state/skeleton';
import { Time } from '@shared/ui-time/time';
import { Toasts } from '@shared/ui-toast/toasts';
import { platformOf, platforms } from '@shared/util-platforms/platforms';
import { problemOf } from '@shared/util-problem/problem';
import { PageTitle } from '@shared/util-title/page-title';
import { ProjectClient } from '../data/project-client';
import { percentError, projectNameError, projectSlugError } from '../util/names';

interface ProjectDraft {
  readonly name: string;
  readonly slug: string;
  readonly platform: string;
  /** Percent; empty for none. */
  readonly throttle: string;
}

@Component({
  selector: 'app-project-general',
  imports: [
    Button,
    FormElement,
    FormField,
    LoadError,
    RouterLink,
    SaveBar,
    Select,
    Skeleton,
    TextField,
    Time,
  ],
  templateUrl: './project-general.html',
})
export class ProjectGeneral {
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
  protected readonly platformChoices = computed(() => {
    const stored = platformOf(this.stored()?.platform);
    const choices = platforms.map(({ id, name, tag }) => ({ value: id, label: name, detail: tag }));
    const isKnown = !stored.id || choices.some(({ value }) => value === this.stored()?.platform);
    return isKnown ? choices : [{ value: stored.id, label: stored.name, detail: stored.tag }, ...choices];
  });
  protected readonly mayChange = computed(() => this.organizations.may('project:write'));
  protected readonly mayDelete = computed(() => this.organizations.may('project:admin'));
  protected readonly form = new FormPage<ProjectDraft, string>({
    of: () => `${this.org()}/${this.project()}`,
    stored: () => {
      const stored = this.stored();
      return {
        name: stored?.name ?? '',
        slug: stored?.slug ?? '',
        platform: stored?.platform ?? '',
        throttle: String(stored?.eventThrottleRate || ''),
      };
    },
    rules: (of) => {
      disabled(of, { when: () => !this.mayChange() });
      rule(of.name, projectNameError);
      rule(of.slug, projectSlugError);
      rule(of.throttle, percentError);
    },
    changes: (stored, draft) =>
      namesOf({
        Name: stored.name !== draft.name,
        Slug: stored.slug !== draft.slug,
        Platform: stored.platform !== draft.platform,
        Throttle: Number(stored.throttle) !== Number(draft.throttle),
      }),
    save: (draft) => this.store(draft),
    saved: (slug) => this.follow(slug),
    faults: (problem, fields) => faultsAt(fields, problem, { eventThrottleRate: fields.throttle }),
  });

  constructor() {
    effect(() => this.title.set('General', this.stored()?.name ?? this.project()));
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
      this.form.discard();
      this.organizations.current.reload();
      await this.router.navigate(['/', this.org(), 'settings', 'projects']);
      this.toasts.show({ text: `Project ${stored.name} deleted` });
    } catch (error) {
      this.toasts.error(`Not deleted: ${problemOf(error).message}`);
    }
  }

  /** Answers the slug it has now. */
  private async store({ name, slug, platform, throttle }: ProjectDraft): Promise<string> {
    const change = {
      name: name.trim(),
      slug,
      platform: platform || null,
      eventThrottleRate: Number(throttle),
    };
    const stored = await this.client.update(this.org(), this.project(), change);
    this.loaded.update((project) => project && { ...project, ...stored });
    this.organizations.current.reload();
    this.toasts.show({ text: 'Project saved' });
    return stored.slug;
  }

  private async follow(slug: string): Promise<void> {
    if (slug === this.project()) return;
    await this.router.navigate(['/', this.org(), 'settings', 'projects', slug], { replaceUrl: true });
  }
}
