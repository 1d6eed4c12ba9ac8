import { Component, inject } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Session } from '@shared/data-session/session';
import { Button } from '@shared/ui-button/button';
import { TextField } from '@shared/ui-field/text-field';
import { FormElement } from '@shared/ui-form/form-element';
import { FormPage, rule } from '@shared/ui-form/form-page';
import { Toasts } from '@shared/ui-toast/toasts';
import { AccountClient } from '../data/account-client';
import { NewPasswordField } from '../ui/new-password-field';
import { newPasswordError } from '../util/gate-problems';

@Component({
  selector: 'app-password-form',
  imports: [Button, FormElement, FormField, NewPasswordField, TextField],
  templateUrl: './password-form.html',
})
export class PasswordForm {
  private readonly client = inject(AccountClient);
  private readonly toasts = inject(Toasts);
  protected readonly session = inject(Session);

  protected readonly form = new FormPage({
    stored: () => ({ current: '', next: '' }),
    rules: (of) => {
      rule(of.current, (current) => (current ? undefined : 'Enter your current password.'));
      rule(of.next, newPasswordError);
    },
    save: async ({ current, next }) => {
      await this.client.changePassword(current, next);
      this.toasts.show({ text: 'Password changed' });
    },
    faults: ({ fields, message }, { current, next }) =>
      fields['current_password']
        ? [{ field: current, message: 'This is not your current password.' }]
        : [{ field: next, message: fields['new_password'] ?? message }],
  });
}
