import { Injectable, inject } from '@angular/core';
import { Api, read } from '@shared/data-api/api';
import { at } from '@shared/util-api/address';
import { Answer } from '@shared/util-api/shapes';

/** Where somebody is invited to, and as what. */
export type Invitation = Answer<'/api/0/accept/{invitationId}/{token}/'>;

export type ApiToken = Answer<'/api/0/api-tokens/'>[number];

/** The reader's password, tokens and invitations; the account itself is of the Session. */
@Injectable({ providedIn: 'root' })
export class AccountClient {
  private readonly api = inject(Api);

  async changePassword(current: string, next: string): Promise<void> {
    const body = { current_password: current, new_password: next };
    await this.api.post(at('/_allauth/browser/v1/account/password/change'), body);
  }

  /** Call in an injection context. */
  tokens() {
    return read(() => at('/api/0/api-tokens/'));
  }

  createToken(label: string, scopes: readonly string[]): Promise<ApiToken> {
    return this.api.post(at('/api/0/api-tokens/'), { label, scopes });
  }

  deleteToken(tokenId: number): Promise<void> {
    return this.api.delete(at('/api/0/api-tokens/{tokenId}/', { tokenId }));
  }

  /** What the link of an invitation leads to; refused when it is not valid any more. */
  invitation(invitationId: string, token: string): Promise<Invitation> {
    return this.api.get(at('/api/0/accept/{invitationId}/{token}/', { invitationId, token }));
  }

  acceptInvitation(invitationId: string, token: string): Promise<Invitation> {
    return this.api.post(at('/api/0/accept/{invitationId}/{token}/', { invitationId, token }), {
      acceptInvite: true,
    });
  }
}
