import { Component, computed, effect, inject, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { Button } from '@shared/ui-button/button';
import { TextField } from '@shared/ui-field/text-field';
import { FormElement } from '@shared/ui-form/form-element';
import { FormPage, rule } from '@shared/ui-form/form-page';
import { Select } from '@shared/ui-select/select';
import { SetupFrame } from '@shared/ui-setup/setup-frame';
import { Banner } from '@shared/ui-state/banner';
import { LoadError } from '@shared/ui-state/load-error';
import { Skeleton } from '@shared/ui-state/skeleton';
import { PlatformPicker } from '../ui/platform-picker';

const LONGEST_NAME = 64;

@Component({
  selector: 'app-create-project',
  imports: [
    Banner,
    Button,
    FormElement,
    FormField,
    LoadError,
    PlatformPicker,
    RouterLink,
    Select,
    SetupFrame,
    Skeleton,
    TextField,
  ],
  templateUrl: './create-project.html',
})
export class CreateProject {
  private readonly router = inject(Router);
  protected readonly organizations = inject(Organizations);

  readonly org = input.required<string>();
  /** Slug of the team that was made in the step before. */
  readonly team = input<string>();

  protected readonly teams = computed(() =>
    this.organizations.teams().map(({ slug }) => ({ value: slug, label: slug })),
  );
  protected readonly form = new FormPage({
    stored: () => ({ platform: '', name: '', team: this.team() ?? this.teams()[0]?.value ?? '' }),
    rules: (of) => {
      rule(of.platform, (platform) =>
        platform ? undefined : 'Choose a platform; “Something else” works with every SDK.',
      );
      rule(of.name, (name) => (name.trim() ? undefined : 'Enter a name, such as the repository or app.'));
    },
    save: async ({ platform, name, team }) => {
      const { slug } = await this.organizations.createProject(this.org(), team, name.trim(), platform);
      await this.router.navigate(['/setup', this.org(), slug]);
    },
    faults: ({ message }, { name }) => [{ field: name, message: `Not created: ${message}` }],
  });
  protected readonly longest = LONGEST_NAME;

  constructor() {
    effect(() => this.organizations.select(this.org()));
  }
}
