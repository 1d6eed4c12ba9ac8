import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { Button } from '@shared/ui-button/button';
import { Dialogs } from '@shared/ui-dialog/dialogs';
import { TextField } from '@shared/ui-field/text-field';
import { HasChanges } from '@shared/ui-form/leave-guard';
import { SaveBar } from '@shared/ui-form/save-bar';
import { Skeleton } from '@shared/ui-state/skeleton';
import { Time } from '@shared/ui-time/time';
import { Toasts } from '@shared/ui-toast/toasts';
import { formatUnits } from '@shared/util-format/counts';
import { problemOf } from '@shared/util-problem/problem';
import { OrganizationClient } from '../data/organization-client';
import { organizationNameError } from '../util/names';

@Component({
  selector: 'app-organization-general',
  imports: [Button, SaveBar, Skeleton, TextField, Time],
  templateUrl: './organization-general.html',
})
export class OrganizationGeneral implements HasChanges {
  private readonly client = inject(OrganizationClient);
  private readonly router = inject(Router);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  protected readonly organizations = inject(Organizations);

  protected readonly stored = computed(() =>
    this.organizations.current.hasValue() ? this.organizations.current.value() : undefined,
  );
  protected readonly name = linkedSignal(() => this.stored()?.name ?? '');
  protected readonly mayChange = computed(() => this.organizations.may('org:write'));
  protected readonly mayDelete = computed(() => this.organizations.may('org:admin'));
  protected readonly error = computed(() => organizationNameError(this.name()));
  protected readonly refused = signal<string | undefined>(undefined);
  protected readonly busy = signal(false);
  readonly changes = computed(() => (this.stored() && this.name() !== this.stored()?.name ? ['Name'] : []));

  protected discard(): void {
    this.name.set(this.stored()?.name ?? '');
    this.refused.set(undefined);
  }

  protected async save(): Promise<void> {
    const slug = this.stored()?.slug;
    if (!slug || this.busy() || this.error()) return;
    this.busy.set(true);
    try {
      const { name } = await this.client.rename(slug, this.name().trim());
      this.organizations.current.update((stored) => stored && { ...stored, name });
      this.organizations.list.reload();
      this.toasts.show({ text: 'Organization saved' });
    } catch (error) {
      this.refused.set(`Not saved: ${problemOf(error).message}`);
    } finally {
      this.busy.set(false);
    }
  }

  protected async delete(): Promise<void> {
    const stored = this.stored();
    if (!stored) return;
    const sure = await this.dialogs.confirm({
      heading: `Delete ${stored.name}?`,
      text: `Its ${formatUnits(stored.projects.length, 'project')} with all issues and events, and its ${formatUnits(stored.teams.length, 'team')}, go with it. SDKs that still use its keys are refused.`,
      confirm: 'Delete organization',
      cancel: 'Keep organization',
      typed: stored.slug,
    });
    if (!sure) return;
    try {
      await this.client.delete(stored.slug);
      this.discard();
      this.organizations.list.reload();
      await this.router.navigateByUrl('/');
      this.toasts.show({ text: `Organization ${stored.name} deleted` });
    } catch (error) {
      this.toasts.error(`Not deleted: ${problemOf(error).message}`);
    }
  }
}
