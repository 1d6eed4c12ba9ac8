import { Component, computed, inject, input, signal, viewChild } from '@angular/core';
import { Organizations } from '@shared/data-organizations/organizations';
import { Avatar } from '@shared/ui-badge/avatar';
import { Badge } from '@shared/ui-badge/badge';
import { Button } from '@shared/ui-button/button';
import { TextField } from '@shared/ui-field/text-field';
import { Empty } from '@shared/ui-state/empty';
import { LoadError } from '@shared/ui-state/load-error';
import { Skeleton } from '@shared/ui-state/skeleton';
import { Time } from '@shared/ui-time/time';
import { Toasts } from '@shared/ui-toast/toasts';
import { problemOf } from '@shared/util-problem/problem';
import { OrganizationClient } from '../data/organization-client';
import { teamNameError, teamSlug } from '../util/names';

@Component({
  selector: 'app-teams',
  imports: [Avatar, Badge, Button, Empty, LoadError, Skeleton, TextField, Time],
  templateUrl: './teams.html',
})
export class Teams {
  private readonly organizations = inject(Organizations);
  private readonly toasts = inject(Toasts);
  private readonly field = viewChild(TextField);

  readonly org = input.required<string>();

  protected readonly teams = inject(OrganizationClient).teams(this.org);
  protected readonly rows = computed(() => (this.teams.hasValue() ? this.teams.value() : []));
  protected readonly mayCreate = computed(
    () => this.organizations.may('team:write') || this.organizations.may('org:write'),
  );
  protected readonly name = signal('');
  protected readonly tried = signal(false);
  protected readonly busy = signal(false);
  protected readonly refused = signal<string | undefined>(undefined);
  protected readonly slug = computed(() => teamSlug(this.name()));
  protected readonly error = computed(() =>
    teamNameError(
      this.name(),
      this.rows().map(({ slug }) => slug),
    ),
  );

  protected async create(): Promise<void> {
    this.tried.set(true);
    if (this.busy()) return;
    if (this.error()) return this.field()?.focus();
    this.busy.set(true);
    try {
      const { slug } = await this.organizations.createTeam(this.org(), this.slug());
      this.name.set('');
      this.tried.set(false);
      this.teams.reload();
      this.toasts.show({ text: `Team ${slug} created` });
    } catch (error) {
      this.refused.set(`Not created: ${problemOf(error).message}`);
      this.field()?.focus();
    } finally {
      this.busy.set(false);
    }
  }
}
