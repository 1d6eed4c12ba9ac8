import { Component, computed, inject, signal, viewChildren } from '@angular/core';
import { Session } from '@shared/data-session/session';
import { Button } from '@shared/ui-button/button';
import { TextField } from '@shared/ui-field/text-field';
import { Toasts } from '@shared/ui-toast/toasts';
import { Problem, problemOf } from '@shared/util-problem/problem';
import { AccountClient } from '../data/account-client';
import { newPasswordError } from '../util/gate-problems';

@Component({
  selector: 'app-password-form',
  imports: [Button, TextField],
  templateUrl: './password-form.html',
})
export class PasswordForm {
  private readonly client = inject(AccountClient);
  private readonly toasts = inject(Toasts);
  private readonly fields = viewChildren(TextField);
  protected readonly session = inject(Session);

  protected readonly current = signal('');
  protected readonly next = signal('');
  protected readonly tried = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly currentError = computed(() =>
    this.current() ? undefined : 'Enter your current password.',
  );
  protected readonly nextError = computed(() => newPasswordError(this.next()));
  protected readonly refusedCurrent = computed(() =>
    this.problem()?.fields['current_password'] ? 'This is not your current password.' : undefined,
  );
  protected readonly refusedNext = computed(() => {
    const problem = this.problem();
    return problem && !this.refusedCurrent()
      ? (problem.fields['new_password'] ?? problem.message)
      : undefined;
  });

  protected async change(): Promise<void> {
    this.tried.set(true);
    if (this.busy()) return;
    if (this.currentError()) return this.fields()[0]?.focus();
    if (this.nextError()) return this.fields()[1]?.focus();
    this.busy.set(true);
    try {
      await this.client.changePassword(this.current(), this.next());
      this.current.set('');
      this.next.set('');
      this.tried.set(false);
      this.toasts.show({ text: 'Password changed' });
    } catch (error) {
      this.problem.set(problemOf(error));
      this.fields()[this.refusedCurrent() ? 0 : 1]?.focus();
    } finally {
      this.busy.set(false);
    }
  }
}
