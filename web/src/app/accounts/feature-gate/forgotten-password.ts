import { Component, inject, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { Session } from '@shared/data-session/session';
import { Button } from '@shared/ui-button/button';
import { TextField } from '@shared/ui-field/text-field';
import { FormElement } from '@shared/ui-form/form-element';
import { FormPage, rule } from '@shared/ui-form/form-page';
import { GateFrame } from '../ui/gate-frame';
import { emailError, passwordRequestMessage } from '../util/gate-problems';

/** Asks for the link to a new password; says the same whether anybody has the address or not. */
@Component({
  selector: 'app-forgotten-password',
  imports: [Button, FormElement, FormField, GateFrame, RouterLink, TextField],
  templateUrl: './forgotten-password.html',
})
export class ForgottenPassword {
  private readonly session = inject(Session);

  protected readonly askedFor = signal<string | undefined>(undefined);
  protected readonly form = new FormPage({
    stored: () => ({ email: '' }),
    rules: (of) => rule(of.email, emailError),
    save: async ({ email }) => {
      await this.session.askForPassword(email);
      this.askedFor.set(email);
    },
    faults: (problem, { email }) => [{ field: email, message: passwordRequestMessage(problem) }],
  });
}
