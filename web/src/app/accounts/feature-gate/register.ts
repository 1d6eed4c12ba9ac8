import { Component, computed, inject, input, resource, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { Session } from '@shared/data-session/session';
import { Button } from '@shared/ui-button/button';
import { TextField } from '@shared/ui-field/text-field';
import { FormElement } from '@shared/ui-form/form-element';
import { FormPage, rule } from '@shared/ui-form/form-page';
import { Banner } from '@shared/ui-state/banner';
import { GateFrame } from '../ui/gate-frame';
import { NewPasswordField } from '../ui/new-password-field';
import { emailError, newPasswordError, safeNext } from '../util/gate-problems';

const TAKEN = 'This address has an account already. Log in instead, or use another address.';

@Component({
  selector: 'app-register',
  imports: [Banner, Button, FormElement, FormField, GateFrame, NewPasswordField, RouterLink, TextField],
  templateUrl: './register.html',
})
export class Register {
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  readonly next = input<string>();
  readonly setup = input<string>();

  protected readonly settings = resource({ loader: () => this.session.settings() });
  protected readonly isClosed = computed(
    () => this.settings.hasValue() && !this.settings.value().enableUserRegistration,
  );
  protected readonly lacksLink = computed(
    () =>
      (this.settings.hasValue() && !!this.settings.value().setupLinkRequired && !this.setup()) ||
      this.isRefusedAsFirst(),
  );
  protected readonly heading = computed(() => {
    if (this.lacksLink()) return 'This server is new';
    return this.isClosed() ? 'Registration is closed' : 'Create an account';
  });
  /** Somebody used the link of the log meanwhile, or it is an old one. */
  private readonly isRefusedAsFirst = signal(false);
  protected readonly form = new FormPage({
    stored: () => ({ email: '', password: '' }),
    rules: (of) => {
      rule(of.email, emailError);
      rule(of.password, newPasswordError);
    },
    save: async ({ email, password }) => {
      await this.session.signUp(email, password, this.setup());
      await this.router.navigateByUrl(safeNext(this.next()));
    },
    faults: ({ code, fields, message, status }, { email, password }) => {
      this.isRefusedAsFirst.set(code === 'setup_link_required');
      if (status === 403) this.settings.reload();
      return fields['email']
        ? [{ field: email, message: TAKEN }]
        : [{ field: password, message: fields['password'] ?? message }];
    },
  });
}
