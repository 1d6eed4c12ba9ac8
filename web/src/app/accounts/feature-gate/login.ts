import { Component, computed, inject, input, resource } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { Session } from '@shared/data-session/session';
import { Button } from '@shared/ui-button/button';
import { TextField } from '@shared/ui-field/text-field';
import { FormElement } from '@shared/ui-form/form-element';
import { FormPage, rule } from '@shared/ui-form/form-page';
import { Banner } from '@shared/ui-state/banner';
import { GateFrame } from '../ui/gate-frame';
import { emailError, loginMessage, safeNext } from '../util/gate-problems';

@Component({
  selector: 'app-login',
  imports: [Banner, Button, FormElement, FormField, GateFrame, RouterLink, TextField],
  templateUrl: './login.html',
})
export class Login {
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  /** The page that sent the visitor here. */
  readonly next = input<string>();

  protected readonly settings = resource({ loader: () => this.session.settings() });
  protected readonly isOpen = computed(
    () => this.settings.hasValue() && this.settings.value().enableUserRegistration,
  );
  protected readonly hasMail = computed(
    () => this.settings.hasValue() && this.settings.value().enabledFeatures.includes('email'),
  );
  protected readonly host = location.host;
  protected readonly form = new FormPage({
    stored: () => ({ email: '', password: '' }),
    rules: (of) => {
      rule(of.email, emailError);
      rule(of.password, (password) => (password ? undefined : 'Enter your password.'));
    },
    save: async ({ email, password }) => {
      await this.session.logIn(email, password);
      await this.router.navigateByUrl(safeNext(this.next()));
    },
    faults: (problem, { password }) => [{ field: password, message: loginMessage(problem) }],
  });
}
