import { HttpClient, HttpResourceRef, httpResource } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { Account, AccountOptions, ApiToken } from '@shared/data-api/api-types';
import { firstValueFrom } from 'rxjs';
import { urlPath } from '@shared/util-quoting/url';

/** Where somebody is invited to, and as what. */
export interface Invitation {
  readonly orgUser: {
    readonly roleName: string;
    readonly organization: { readonly name: string; readonly slug: string };
  };
}

/** The reader's own account and tokens. */
@Injectable({ providedIn: 'root' })
export class AccountClient {
  private readonly http = inject(HttpClient);

  /** Options are stored as a whole: give all of them. */
  update(name: string, options: AccountOptions): Promise<Account> {
    return firstValueFrom(this.http.put<Account>('/api/0/users/me/', { name, options }));
  }

  async changePassword(current: string, next: string): Promise<void> {
    const body = { current_password: current, new_password: next };
    await firstValueFrom(this.http.post('/_allauth/browser/v1/account/password/change', body));
  }

  /** Call in an injection context. */
  tokens(): HttpResourceRef<readonly ApiToken[] | undefined> {
    return httpResource<readonly ApiToken[]>(() => '/api/0/api-tokens/');
  }

  createToken(label: string, scopes: readonly string[]): Promise<ApiToken> {
    return firstValueFrom(this.http.post<ApiToken>('/api/0/api-tokens/', { label, scopes }));
  }

  async deleteToken(id: number): Promise<void> {
    await firstValueFrom(this.http.delete(urlPath`/api/0/api-tokens/${id}/`));
  }

  /** What the link of an invitation leads to; refused when it is not valid any more. */
  invitation(member: string, token: string): Promise<Invitation> {
    return firstValueFrom(this.http.get<Invitation>(urlPath`/api/0/accept/${member}/${token}/`));
  }

  acceptInvitation(member: string, token: string): Promise<Invitation> {
    const body = { acceptInvite: true };
    return firstValueFrom(this.http.post<Invitation>(urlPath`/api/0/accept/${member}/${token}/`, body));
  }
}
