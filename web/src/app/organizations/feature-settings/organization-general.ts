import { Component, computed, inject, input } from '@angular/core';
import { FormField, disabled } from '@angular/forms/signals';
import { Router } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { Button } from '@shared/ui-button/button';
import { Dialogs } from '@shared/ui-dialog/dialogs';
import { Checkbox } from '@shared/ui-field/checkbox';
import { TextField } from '@shared/ui-field/text-field';
import { FormElement } from '@shared/ui-form/form-element';
import { FormPage, faultsAt, namesOf, rule } from '@shared/ui-form/form-page';
import { SaveBar } from '@shared/ui-form/save-bar';
import { RateLimitField, limitRules } from '@shared/ui-limit/rate-limit-field';
import { Skeleton } from '@shared/ui-state/skeleton';
import { Time } from '@shared/ui-time/time';
import { Toasts } from '@shared/ui-toast/toasts';
import { formatUnits } from '@shared/util-format/counts';
import { HIGHEST_LIMIT, LimitDraft, limitDraft, limitOf, sameLimit } from '@shared/util-limits/rate-limits';
import { problemOf } from '@shared/util-problem/problem';
import { OrganizationClient } from '../data/organization-client';
import { organizationNameError } from '../util/names';

interface OrganizationDraft {
  readonly name: string;
  readonly scrubs: boolean;
  readonly limit: LimitDraft;
}

@Component({
  selector: 'app-organization-general',
  imports: [Button, Checkbox, FormElement, FormField, RateLimitField, SaveBar, Skeleton, TextField, Time],
  templateUrl: './organization-general.html',
})
export class OrganizationGeneral {
  private readonly client = inject(OrganizationClient);
  private readonly router = inject(Router);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  protected readonly organizations = inject(Organizations);

  readonly org = input.required<string>();

  protected readonly stored = computed(() =>
    this.organizations.current.hasValue() ? this.organizations.current.value() : undefined,
  );
  protected readonly limit = this.client.limit(this.org);
  protected readonly mayChange = computed(() => this.organizations.may('org:write'));
  protected readonly mayDelete = computed(() => this.organizations.may('org:admin'));
  protected readonly form = new FormPage<OrganizationDraft>({
    of: this.org,
    stored: () => ({
      name: this.stored()?.name ?? '',
      scrubs: this.stored()?.scrubIPAddresses ?? true,
      limit: limitDraft(this.limit.hasValue() ? this.limit.value().rateLimit : null),
    }),
    rules: (of) => {
      disabled(of, { when: () => !this.mayChange() });
      rule(of.name, organizationNameError);
      limitRules(HIGHEST_LIMIT)(of.limit);
    },
    changes: (stored, draft) =>
      namesOf({
        Name: stored.name !== draft.name,
        'Shorten IP addresses': stored.scrubs !== draft.scrubs,
        'Rate limit': !sameLimit(stored.limit, draft.limit),
      }),
    save: (draft) => this.store(draft),
    faults: (problem, fields) => faultsAt(fields, problem, { count: fields.limit.count }),
  });

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
      this.form.discard();
      this.organizations.list.reload();
      await this.router.navigateByUrl('/');
      this.toasts.show({ text: `Organization ${stored.name} deleted` });
    } catch (error) {
      this.toasts.error(`Not deleted: ${problemOf(error).message}`);
    }
  }

  /** Only what changed is sent: the limit has an address of its own. */
  private async store({ name, scrubs, limit }: OrganizationDraft): Promise<void> {
    const changes = this.form.changes();
    if (changes.includes('Rate limit')) {
      this.limit.set(await this.client.updateLimit(this.org(), limitOf(limit)));
    }
    const wishes = {
      ...(changes.includes('Name') && { name: name.trim() }),
      ...(changes.includes('Shorten IP addresses') && { scrubIPAddresses: scrubs }),
    };
    if (Object.keys(wishes).length > 0) {
      const now = await this.client.update(this.org(), wishes);
      const { scrubIPAddresses } = now;
      this.organizations.current.update(
        (stored) => stored && { ...stored, name: now.name, scrubIPAddresses },
      );
      this.organizations.list.reload();
    }
    this.toasts.show({ text: 'Organization saved' });
  }
}
