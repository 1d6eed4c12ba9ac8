import { Component, computed, inject, signal, viewChild } from '@angular/core';
import { Button } from '@shared/ui-button/button';
import { CopyText } from '@shared/ui-code/copy-text';
import { Dialogs } from '@shared/ui-dialog/dialogs';
import { Checkbox } from '@shared/ui-field/checkbox';
import { TextField } from '@shared/ui-field/text-field';
import { Icon } from '@shared/ui-icon/icon';
import { Banner } from '@shared/ui-state/banner';
import { Empty } from '@shared/ui-state/empty';
import { LoadError } from '@shared/ui-state/load-error';
import { Skeleton } from '@shared/ui-state/skeleton';
import { Time } from '@shared/ui-time/time';
import { Toasts } from '@shared/ui-toast/toasts';
import { problemOf } from '@shared/util-problem/problem';
import { AccountClient, ApiToken } from '../data/account-client';
import { scopeGroups } from '../util/scopes';

@Component({
  selector: 'app-tokens',
  imports: [Banner, Button, Checkbox, CopyText, Empty, Icon, LoadError, Skeleton, TextField, Time],
  templateUrl: './tokens.html',
})
export class Tokens {
  private readonly client = inject(AccountClient);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  private readonly field = viewChild(TextField);

  protected readonly tokens = this.client.tokens();
  protected readonly rows = computed(() => (this.tokens.hasValue() ? this.tokens.value() : []));
  protected readonly groups = scopeGroups;
  protected readonly label = signal('');
  protected readonly scopes = signal<ReadonlySet<string>>(
    new Set(['project:read', 'event:read', 'org:read']),
  );
  protected readonly tried = signal(false);
  protected readonly busy = signal(false);
  protected readonly refused = signal<string | undefined>(undefined);
  /** The token that was just made: the server shows it only this once. */
  protected readonly made = signal<ApiToken | undefined>(undefined);
  protected readonly labelError = computed(() =>
    this.label().trim() ? undefined : 'Enter a name that says where the token is used.',
  );
  protected readonly scopesError = computed(() =>
    this.scopes().size > 0 ? undefined : 'Choose at least one right; a token without any can do nothing.',
  );

  protected allow(scope: string, isAllowed: boolean): void {
    this.scopes.update((scopes) => {
      const next = new Set(scopes);
      if (isAllowed) next.add(scope);
      else next.delete(scope);
      return next;
    });
  }

  protected async create(): Promise<void> {
    this.tried.set(true);
    if (this.busy()) return;
    if (this.labelError()) return this.field()?.focus();
    if (this.scopesError()) return;
    this.busy.set(true);
    try {
      this.made.set(await this.client.createToken(this.label().trim(), [...this.scopes()]));
      this.label.set('');
      this.tried.set(false);
      this.tokens.reload();
    } catch (error) {
      this.refused.set(`Not created: ${problemOf(error).message}`);
      this.field()?.focus();
    } finally {
      this.busy.set(false);
    }
  }

  protected async delete(token: ApiToken): Promise<void> {
    const sure = await this.dialogs.confirm({
      heading: `Delete token ${token.label || token.id}?`,
      text: 'Programs that use it are refused at once.',
      confirm: 'Delete token',
      cancel: 'Keep token',
    });
    if (!sure) return;
    try {
      await this.client.deleteToken(token.id);
      if (this.made()?.id === token.id) this.made.set(undefined);
      this.tokens.update((tokens) => tokens?.filter(({ id }) => id !== token.id));
      this.toasts.show({ text: 'Token deleted' });
    } catch (error) {
      this.toasts.error(`Not deleted: ${problemOf(error).message}`);
    }
  }
}
