import { Component, computed, effect, inject, input, linkedSignal, signal, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { Button } from '@shared/ui-button/button';
import { TextField } from '@shared/ui-field/text-field';
import { Select } from '@shared/ui-select/select';
import { SetupFrame } from '@shared/ui-setup/setup-frame';
import { Banner } from '@shared/ui-state/banner';
import { LoadError } from '@shared/ui-state/load-error';
import { Skeleton } from '@shared/ui-state/skeleton';
import { problemOf } from '@shared/util-problem/problem';
import { PlatformPicker } from '../ui/platform-picker';

const LONGEST_NAME = 64;

@Component({
  selector: 'app-create-project',
  imports: [Banner, Button, LoadError, PlatformPicker, RouterLink, Select, SetupFrame, Skeleton, TextField],
  templateUrl: './create-project.html',
})
export class CreateProject {
  private readonly router = inject(Router);
  private readonly field = viewChild(TextField);
  protected readonly organizations = inject(Organizations);

  readonly org = input.required<string>();
  /** Slug of the team that was made in the step before. */
  readonly team = input<string>();

  protected readonly platform = signal<string | undefined>(undefined);
  protected readonly name = signal('');
  protected readonly tried = signal(false);
  protected readonly busy = signal(false);
  protected readonly refused = signal<string | undefined>(undefined);
  protected readonly teams = computed(() =>
    this.organizations.teams().map(({ slug }) => ({ value: slug, label: slug })),
  );
  protected readonly chosenTeam = linkedSignal(() => this.team() ?? this.teams()[0]?.value);
  protected readonly nameError = computed(() =>
    this.name().trim() ? undefined : 'Enter a name, such as the repository or app.',
  );
  protected readonly platformError = computed(() =>
    this.platform() ? undefined : 'Choose a platform; “Something else” works with every SDK.',
  );
  protected readonly longest = LONGEST_NAME;

  constructor() {
    effect(() => this.organizations.select(this.org()));
  }

  protected async create(): Promise<void> {
    this.tried.set(true);
    const [platform, team] = [this.platform(), this.chosenTeam()];
    if (this.busy() || !platform || !team) return;
    if (this.nameError()) return this.field()?.focus();
    this.busy.set(true);
    try {
      const { slug } = await this.organizations.createProject(this.org(), team, this.name().trim(), platform);
      await this.router.navigate(['/setup', this.org(), slug]);
    } catch (error) {
      this.refused.set(problemOf(error).message);
      this.field()?.focus();
    } finally {
      this.busy.set(false);
    }
  }
}
