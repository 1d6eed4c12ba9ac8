import { Component, computed, inject, signal, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { Session } from '@shared/data-session/session';
import { Button } from '@shared/ui-button/button';
import { TextField } from '@shared/ui-field/text-field';
import { SetupFrame } from '@shared/ui-setup/setup-frame';
import { Banner } from '@shared/ui-state/banner';
import { problemOf } from '@shared/util-problem/problem';
import { organizationNameError } from '../util/names';

@Component({
  selector: 'app-create-organization',
  imports: [Banner, Button, SetupFrame, TextField],
  templateUrl: './create-organization.html',
})
export class CreateOrganization {
  private readonly organizations = inject(Organizations);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly field = viewChild.required(TextField);

  protected readonly isFirst = computed(
    () => !this.organizations.list.hasValue() || this.organizations.list.value().length === 0,
  );
  /** Known only after a try: the very first organization of a server can always be made. */
  protected readonly isClosed = signal(false);
  protected readonly name = signal('');
  protected readonly tried = signal(false);
  protected readonly busy = signal(false);
  protected readonly refused = signal<string | undefined>(undefined);
  protected readonly error = computed(() => organizationNameError(this.name()));

  protected async create(): Promise<void> {
    this.tried.set(true);
    if (this.busy()) return;
    if (this.error()) return this.field().focus();
    this.busy.set(true);
    try {
      const { slug } = await this.organizations.create(this.name().trim());
      await this.router.navigate(['/setup', slug, 'team']);
    } catch (error) {
      const { status, message } = problemOf(error);
      this.isClosed.set(status === 403);
      this.refused.set(`Not created: ${message}`);
      this.field().focus();
    } finally {
      this.busy.set(false);
    }
  }

  protected async logOut(): Promise<void> {
    await this.session.logOut();
    await this.router.navigate(['/login']);
  }
}
