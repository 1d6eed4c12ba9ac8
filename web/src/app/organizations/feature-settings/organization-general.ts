import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { Button } from '@shared/ui-button/button';
import { Dialogs } from '@shared/ui-dialog/dialogs';
import { Checkbox } from '@shared/ui-field/checkbox';
import { TextField } from '@shared/ui-field/text-field';
import { HasChanges } from '@shared/ui-form/leave-guard';
import { SaveBar } from '@shared/ui-form/save-bar';
import { RateLimitField } from '@shared/ui-limit/rate-limit-field';
import { Skeleton } from '@shared/ui-state/skeleton';
import { Time } from '@shared/ui-time/time';
import { Toasts } from '@shared/ui-toast/toasts';
import { formatUnits } from '@shared/util-format/counts';
import { HIGHEST_LIMIT, limitUpTo } from '@shared/util-limits/rate-limits';
import { problemOf } from '@shared/util-problem/problem';
import { OrganizationClient } from '../data/organization-client';
import { organizationNameError } from '../util/names';

@Component({
  selector: 'app-organization-general',
  imports: [Button, Checkbox, RateLimitField, SaveBar, Skeleton, TextField, Time],
  templateUrl: './organization-general.html',
})
export class OrganizationGeneral implements HasChanges {
  private readonly client = inject(OrganizationClient);
  private readonly router = inject(Router);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  protected readonly organizations = inject(Organizations);

  readonly org = input.required<string>();

  protected readonly stored = computed(() =>
    this.organizations.current.hasValue() ? this.organizations.current.value() : undefined,
  );
  protected readonly name = linkedSignal(() => this.stored()?.name ?? '');
  protected readonly scrubs = linkedSignal(() => this.stored()?.scrubIPAddresses ?? true);
  protected readonly limit = this.client.limit(this.org);
  private readonly storedLimit = computed(() =>
    this.limit.hasValue() ? this.limit.value().rateLimit : null,
  );
  protected readonly count = linkedSignal(() => String(this.storedLimit()?.count ?? ''));
  protected readonly window = linkedSignal(() => String(this.storedLimit()?.window ?? 3600));
  protected readonly mayChange = computed(() => this.organizations.may('org:write'));
  protected readonly mayDelete = computed(() => this.organizations.may('org:admin'));
  protected readonly error = computed(() => organizationNameError(this.name()));
  protected readonly refused = signal<string | undefined>(undefined);
  protected readonly busy = signal(false);
  private readonly isRenamed = computed(() => !!this.stored() && this.name() !== this.stored()?.name);
  private readonly isScrubChanged = computed(
    () => !!this.stored() && this.scrubs() !== this.stored()?.scrubIPAddresses,
  );
  private readonly isLimitChanged = computed(() => {
    const { count = '', window = this.window() } = this.storedLimit() ?? {};
    return this.count().trim() !== String(count) || (!!this.count() && this.window() !== String(window));
  });
  readonly changes = computed(() => [
    ...(this.isRenamed() ? ['Name'] : []),
    ...(this.isScrubChanged() ? ['Shorten IP addresses'] : []),
    ...(this.isLimitChanged() ? ['Rate limit'] : []),
  ]);

  protected discard(): void {
    this.name.set(this.stored()?.name ?? '');
    this.scrubs.set(this.stored()?.scrubIPAddresses ?? true);
    this.count.set(String(this.storedLimit()?.count ?? ''));
    this.window.set(String(this.storedLimit()?.window ?? 3600));
    this.refused.set(undefined);
  }

  protected async save(): Promise<void> {
    const slug = this.stored()?.slug;
    if (!slug || this.busy() || this.error() || limitUpTo(HIGHEST_LIMIT, this.count())) return;
    this.busy.set(true);
    try {
      if (this.isLimitChanged()) await this.saveLimit(slug);
      if (this.isRenamed() || this.isScrubChanged()) await this.saveDetails(slug);
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

  private async saveDetails(slug: string): Promise<void> {
    const { name, scrubIPAddresses } = await this.client.update(slug, {
      ...(this.isRenamed() && { name: this.name().trim() }),
      ...(this.isScrubChanged() && { scrubIPAddresses: this.scrubs() }),
    });
    this.organizations.current.update((stored) => stored && { ...stored, name, scrubIPAddresses });
    this.organizations.list.reload();
  }

  private async saveLimit(slug: string): Promise<void> {
    const limit = this.count().trim() ? { count: Number(this.count()), window: Number(this.window()) } : null;
    this.limit.set(await this.client.updateLimit(slug, limit));
  }
}
