import { Component, computed, inject, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Router } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { Session } from '@shared/data-session/session';
import { Button } from '@shared/ui-button/button';
import { TextField } from '@shared/ui-field/text-field';
import { FormElement } from '@shared/ui-form/form-element';
import { FormPage, rule } from '@shared/ui-form/form-page';
import { SetupFrame } from '@shared/ui-setup/setup-frame';
import { Banner } from '@shared/ui-state/banner';
import { organizationNameError } from '../util/names';

@Component({
  selector: 'app-create-organization',
  imports: [Banner, Button, FormElement, FormField, SetupFrame, TextField],
  templateUrl: './create-organization.html',
})
export class CreateOrganization {
  private readonly organizations = inject(Organizations);
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  protected readonly isFirst = computed(
    () => !this.organizations.list.hasValue() || this.organizations.list.value().length === 0,
  );
  /** Known only after a try: the very first organization of a server can always be made. */
  protected readonly isClosed = signal(false);
  protected readonly form = new FormPage({
    stored: () => ({ name: '' }),
    rules: (of) => {
      rule(of.name, organizationNameError);
    },
    save: async ({ name }) => {
      const { slug } = await this.organizations.create(name.trim());
      await this.router.navigate(['/setup', slug, 'team']);
    },
    faults: ({ status, message }, { name }) => {
      this.isClosed.set(status === 403);
      return [{ field: name, message: `Not created: ${message}` }];
    },
  });

  protected async logOut(): Promise<void> {
    await this.session.logOut();
    await this.router.navigate(['/login']);
  }
}
