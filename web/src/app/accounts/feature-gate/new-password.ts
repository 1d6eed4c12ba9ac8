import { Component, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Session } from '@shared/data-session/session';
import { Button } from '@shared/ui-button/button';
import { FormElement } from '@shared/ui-form/form-element';
import { FormPage, rule } from '@shared/ui-form/form-page';
import { GateFrame } from '../ui/gate-frame';
import { NewPasswordField } from '../ui/new-password-field';
import { newPasswordError } from '../util/gate-problems';

/** Where the link of a mail leads. */
@Component({
  selector: 'app-new-password',
  imports: [Button, FormElement, GateFrame, NewPasswordField, RouterLink],
  templateUrl: './new-password.html',
})
export class NewPassword {
  private readonly session = inject(Session);

  readonly key = input.required<string>();

  protected readonly state = signal<'open' | 'done' | 'void'>('open');
  protected readonly form = new FormPage({
    stored: () => ({ password: '' }),
    rules: (of) => rule(of.password, newPasswordError),
    save: async ({ password }) => {
      await this.session.setPassword(this.key(), password);
      this.state.set('done');
    },
    faults: ({ code, fields, message }, { password }) => {
      if (code === 'invalid_password_reset') this.state.set('void');
      return [{ field: password, message: fields['password'] ?? message }];
    },
  });
}
