import { Component, computed, inject, input, resource, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Session } from '@shared/data-session/session';
import { Button } from '@shared/ui-button/button';
import { Banner } from '@shared/ui-state/banner';
import { problemOf } from '@shared/util-problem/problem';
import { urlPath } from '@shared/util-quoting/url';
import { AccountClient } from '../data/account-client';
import { GateFrame } from '../ui/gate-frame';

/** Where the link of an invitation leads: a visitor first gets an account, or logs in. */
@Component({
  selector: 'app-invitation',
  imports: [Banner, Button, GateFrame, RouterLink],
  templateUrl: './invitation.html',
})
export class InvitationPage {
  private readonly client = inject(AccountClient);
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  readonly member = input.required<string>();
  readonly token = input.required<string>();

  protected readonly page = computed(() => urlPath`/accept/${this.member()}/${this.token()}`);
  protected readonly invited = resource({
    params: () => ({ member: this.member(), token: this.token() }),
    loader: async ({ params }) => {
      await this.session.load();
      return this.client.invitation(params.member, params.token);
    },
  });
  protected readonly account = this.session.account;
  protected readonly heading = computed(() =>
    this.invited.hasValue() ? `Join ${this.invited.value().orgUser.organization.name}` : 'Invitation',
  );
  protected readonly busy = signal(false);
  protected readonly refused = signal<string | undefined>(undefined);

  protected async accept(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.refused.set(undefined);
    try {
      const { orgUser } = await this.client.acceptInvitation(this.member(), this.token());
      await this.router.navigate(['/', orgUser.organization.slug]);
    } catch (error) {
      this.refused.set(problemOf(error).message);
    } finally {
      this.busy.set(false);
    }
  }
}
