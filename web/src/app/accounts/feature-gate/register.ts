import { Component, computed, inject, input, resource, signal, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Session } from '@shared/data-session/session';
import { Button } from '@shared/ui-button/button';
import { TextField } from '@shared/ui-field/text-field';
import { Banner } from '@shared/ui-state/banner';
import { Problem, problemOf } from '@shared/util-problem/problem';
import { GateFrame } from '../ui/gate-frame';
import { emailError, newPasswordError, safeNext } from '../util/gate-problems';

@Component({
  selector: 'app-register',
  imports: [Banner, Button, GateFrame, RouterLink, TextField],
  templateUrl: './register.html',
})
export class Register {
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly emailField = viewChild<TextField>('emailField');
  private readonly passwordField = viewChild<TextField>('passwordField');

  readonly next = input<string>();
  readonly setup = input<string>();

  protected readonly settings = resource({ loader: () => this.session.settings() });
  protected readonly isClosed = computed(
    () => this.settings.hasValue() && !this.settings.value().enableUserRegistration,
  );
  protected readonly lacksLink = computed(
    () =>
      (this.settings.hasValue() && !!this.settings.value().setupLinkRequired && !this.setup()) ||
      this.problem()?.code === 'setup_link_required',
  );
  protected readonly heading = computed(() => {
    if (this.lacksLink()) return 'This server is new';
    return this.isClosed() ? 'Registration is closed' : 'Create an account';
  });
  protected readonly email = signal('');
  protected readonly password = signal('');
  protected readonly tried = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal<Problem | undefined>(undefined);
  protected readonly emailError = computed(() => emailError(this.email()));
  protected readonly passwordError = computed(() => newPasswordError(this.password()));
  protected readonly refusedEmail = computed(() => {
    const said = this.problem()?.fields['email'];
    return said && 'This address has an account already. Log in instead, or use another address.';
  });
  protected readonly refusedPassword = computed(() => {
    const problem = this.problem();
    return problem && !problem.fields['email'] ? (problem.fields['password'] ?? problem.message) : undefined;
  });

  protected async register(): Promise<void> {
    this.tried.set(true);
    if (this.busy()) return;
    if (this.emailError()) return this.emailField()?.focus();
    if (this.passwordError()) return this.passwordField()?.focus();
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      await this.session.signUp(this.email(), this.password(), this.setup());
      await this.router.navigateByUrl(safeNext(this.next()));
    } catch (error) {
      const problem = problemOf(error);
      this.problem.set(problem);
      (problem.fields['email'] ? this.emailField() : this.passwordField())?.focus();
      if (problem.status === 403) this.settings.reload();
    } finally {
      this.busy.set(false);
    }
  }
}
