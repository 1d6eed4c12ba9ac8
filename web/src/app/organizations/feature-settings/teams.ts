import { Component, computed, inject, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Organizations } from '@shared/data-organizations/organizations';
import { Avatar } from '@shared/ui-badge/avatar';
import { Badge } from '@shared/ui-badge/badge';
import { Button } from '@shared/ui-button/button';
import { TextField } from '@shared/ui-field/text-field';
import { FormElement } from '@shared/ui-form/form-element';
import { FormPage, faultsAt, rule } from '@shared/ui-form/form-page';
import { FormRefusal } from '@shared/ui-form/form-refusal';
import { Empty } from '@shared/ui-state/empty';
import { LoadError } from '@shared/ui-state/load-error';
import { Skeleton } from '@shared/ui-state/skeleton';
import { Time } from '@shared/ui-time/time';
import { Toasts } from '@shared/ui-toast/toasts';
import { OrganizationClient } from '../data/organization-client';
import { teamNameError, teamSlug } from '../util/names';

@Component({
  selector: 'app-teams',
  imports: [
    Avatar,
    Badge,
    Button,
    Empty,
    FormElement,
    FormField,
    FormRefusal,
    LoadError,
    Skeleton,
    TextField,
    Time,
  ],
  templateUrl: './teams.html',
})
export class Teams {
  private readonly organizations = inject(Organizations);
  private readonly toasts = inject(Toasts);

  readonly org = input.required<string>();

  protected readonly teams = inject(OrganizationClient).teams(this.org);
  protected readonly rows = computed(() => (this.teams.hasValue() ? this.teams.value() : []));
  protected readonly mayCreate = computed(
    () => this.organizations.may('team:write') || this.organizations.may('org:write'),
  );
  protected readonly form = new FormPage({
    stored: () => ({ name: '' }),
    rules: (of) => {
      rule(of.name, (name) =>
        teamNameError(
          name,
          this.rows().map(({ slug }) => slug),
        ),
      );
    },
    save: async ({ name }) => {
      const { slug } = await this.organizations.createTeam(this.org(), teamSlug(name));
      this.teams.reload();
      this.toasts.show({ text: `Team ${slug} created` });
    },
    failure: 'Not created',
    faults: (problem, fields) => faultsAt(fields, problem, { slug: fields.name }),
  });
  protected readonly hint = computed(() => {
    const { name } = this.form.value();
    const slug = teamSlug(name);
    return slug && slug !== name ? `Shown as ${slug}` : '';
  });
}
