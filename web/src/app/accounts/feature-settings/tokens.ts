import { Component, computed, inject, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Button } from '@shared/ui-button/button';
import { CopyText } from '@shared/ui-code/copy-text';
import { Dialogs } from '@shared/ui-dialog/dialogs';
import { Checkbox } from '@shared/ui-field/checkbox';
import { TextField } from '@shared/ui-field/text-field';
import { FormElement } from '@shared/ui-form/form-element';
import { FormPage, rule } from '@shared/ui-form/form-page';
import { FormRefusal } from '@shared/ui-form/form-refusal';
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

const USUAL_SCOPES: readonly string[] = ['project:read', 'event:read', 'org:read'];

@Component({
  selector: 'app-tokens',
  imports: [
    Banner,
    Button,
    Checkbox,
    CopyText,
    Empty,
    FormElement,
    FormField,
    FormRefusal,
    Icon,
    LoadError,
    Skeleton,
    TextField,
    Time,
  ],
  templateUrl: './tokens.html',
})
export class Tokens {
  private readonly client = inject(AccountClient);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);

  protected readonly tokens = this.client.tokens();
  protected readonly rows = computed(() => (this.tokens.hasValue() ? this.tokens.value() : []));
  protected readonly groups = scopeGroups;
  protected readonly form = new FormPage({
    stored: () => ({ label: '', scopes: USUAL_SCOPES }),
    rules: (of) => {
      rule(of.label, (label) =>
        label.trim() ? undefined : 'Enter a name that says where the token is used.',
      );
      rule(of.scopes, (scopes) =>
        scopes.length > 0 ? undefined : 'Choose at least one right; a token without any can do nothing.',
      );
    },
    save: async ({ label, scopes }) => {
      this.made.set(await this.client.createToken(label.trim(), scopes));
      this.tokens.reload();
    },
    failure: 'Not created',
  });
  /** The token that was just made: the server shows it only this once. */
  protected readonly made = signal<ApiToken | undefined>(undefined);
  protected readonly scopesError = computed(() => {
    const scopes = this.form.fields.scopes();
    return scopes.touched() ? scopes.errors()[0]?.message : undefined;
  });

  protected allow(scope: string, isAllowed: boolean): void {
    this.form.fields
      .scopes()
      .value.update((scopes) => [...scopes.filter((each) => each !== scope), ...(isAllowed ? [scope] : [])]);
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
