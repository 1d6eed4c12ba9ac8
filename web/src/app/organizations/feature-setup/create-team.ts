import { Component, computed, effect, inject, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { Button } from '@shared/ui-button/button';
import { TextField } from '@shared/ui-field/text-field';
import { FormElement } from '@shared/ui-form/form-element';
import { FormPage, rule } from '@shared/ui-form/form-page';
import { SetupFrame } from '@shared/ui-setup/setup-frame';
import { LoadError } from '@shared/ui-state/load-error';
import { teamNameError, teamSlug } from '../util/names';

@Component({
  selector: 'app-create-team',
  imports: [Button, FormElement, FormField, LoadError, RouterLink, SetupFrame, TextField],
  templateUrl: './create-team.html',
})
export class CreateTeam {
  private readonly router = inject(Router);
  protected readonly organizations = inject(Organizations);

  readonly org = input.required<string>();

  protected readonly form = new FormPage({
    stored: () => ({ name: '' }),
    rules: (of) => {
      rule(of.name, (name) =>
        teamNameError(
          name,
          this.organizations.teams().map(({ slug }) => slug),
        ),
      );
    },
    save: async ({ name }) => {
      const { slug } = await this.organizations.createTeam(this.org(), teamSlug(name));
      await this.router.navigate(['/setup', this.org(), 'project'], { queryParams: { team: slug } });
    },
    faults: ({ message }, { name }) => [{ field: name, message: `Not created: ${message}` }],
  });
  protected readonly hint = computed(() => {
    const { name } = this.form.value();
    const slug = teamSlug(name);
    return slug && slug !== name
      ? `Shown as ${slug}`
      : 'The people who look after some projects, such as web or payments.';
  });

  constructor() {
    effect(() => this.organizations.select(this.org()));
  }
}
