import { Component, computed, effect, inject, input, signal, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { Button } from '@shared/ui-button/button';
import { TextField } from '@shared/ui-field/text-field';
import { SetupFrame } from '@shared/ui-setup/setup-frame';
import { LoadError } from '@shared/ui-state/load-error';
import { problemOf } from '@shared/util-problem/problem';
import { teamNameError, teamSlug } from '../util/names';

@Component({
  selector: 'app-create-team',
  imports: [Button, LoadError, RouterLink, SetupFrame, TextField],
  templateUrl: './create-team.html',
})
export class CreateTeam {
  private readonly router = inject(Router);
  private readonly field = viewChild(TextField);
  protected readonly organizations = inject(Organizations);

  readonly org = input.required<string>();

  protected readonly name = signal('');
  protected readonly tried = signal(false);
  protected readonly busy = signal(false);
  protected readonly refused = signal<string | undefined>(undefined);
  protected readonly slug = computed(() => teamSlug(this.name()));
  protected readonly error = computed(() =>
    teamNameError(
      this.name(),
      this.organizations.teams().map(({ slug }) => slug),
    ),
  );
  protected readonly hint = computed(() =>
    this.slug() && this.slug() !== this.name()
      ? `Shown as ${this.slug()}`
      : 'The people who look after some projects, such as web or payments.',
  );

  constructor() {
    effect(() => this.organizations.select(this.org()));
  }

  protected async create(): Promise<void> {
    this.tried.set(true);
    if (this.busy()) return;
    if (this.error()) return this.field()?.focus();
    this.busy.set(true);
    try {
      const { slug } = await this.organizations.createTeam(this.org(), this.slug());
      await this.router.navigate(['/setup', this.org(), 'project'], { queryParams: { team: slug } });
    } catch (error) {
      this.refused.set(problemOf(error).message);
      this.field()?.focus();
    } finally {
      this.busy.set(false);
    }
  }
}
