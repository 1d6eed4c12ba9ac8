import { Component, computed, inject, input, resource, signal, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Session } from '@shared/data-session/session';
import { Button } from '@shared/ui-button/button';
import { TextField } from '@shared/ui-field/text-field';
import { Banner } from '@shared/ui-state/banner';
import { problemOf } from '@shared/util-problem/problem';
import { GateFrame } from '../ui/gate-frame';
import { emailError, loginMessage, safeNext } from '../util/gate-problems';

@Component({
  selector: 'app-login',
  imports: [Banner, Button, GateFrame, RouterLink, TextField],
  templateUrl: './login.html',
})
export class Login {
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly emailField = viewChild.required<TextField>('emailField');
  private readonly passwordField = viewChild.required<TextField>('passwordField');

  /** The page that sent the visitor here. */
  readonly next = input<string>();

  protected readonly settings = resource({ loader: () => this.session.settings() });
  protected readonly isOpen = computed(
    () => this.settings.hasValue() && this.settings.value().enableUserRegistration,
  );
  protected readonly host = location.host;
  protected readonly email = signal('');
  protected readonly password = signal('');
  protected readonly tried = signal(false);
  protected readonly busy = signal(false);
  protected readonly refused = signal<string | undefined>(undefined);
  protected readonly emailError = computed(() => emailError(this.email()));
  protected readonly passwordError = computed(() => (this.password() ? undefined : 'Enter your password.'));

  protected async logIn(): Promise<void> {
    this.tried.set(true);
    if (this.busy()) return;
    if (this.emailError()) return this.emailField().focus();
    if (this.passwordError()) return this.passwordField().focus();
    this.busy.set(true);
    this.refused.set(undefined);
    try {
      await this.session.logIn(this.email(), this.password());
      await this.router.navigateByUrl(safeNext(this.next()));
    } catch (error) {
      this.refused.set(loginMessage(problemOf(error)));
      this.passwordField().focus();
    } finally {
      this.busy.set(false);
    }
  }
}
