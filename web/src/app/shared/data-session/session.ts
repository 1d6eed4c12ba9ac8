import { DOCUMENT, Injectable, computed, inject, signal } from '@angular/core';
import { Api } from '../data-api/api';
import { at } from '../util-api/address';
import { Account, AccountOptions, ServerSettings } from '../util-api/api-types';
import { Theme, ThemeChoice, asChoice } from '../util-theme/theme';
import { Clock } from '../util-time/clock';

/** Who is logged in. `undefined` until asked, `null` for nobody. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly api = inject(Api);
  private readonly document = inject(DOCUMENT);
  private readonly clock = inject(Clock);
  private readonly theme = inject(Theme);
  private readonly current = signal<Account | null | undefined>(undefined);
  private asking: Promise<Account | null> | undefined;

  readonly account = this.current.asReadonly();
  readonly displayName = computed(() => this.current()?.name || this.current()?.email || '');

  /** Asks the server once; later calls answer from memory. Throws when the server does not answer at all. */
  async load(): Promise<Account | null> {
    const known = this.current();
    if (known !== undefined) return known;
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    return this.asking;
  }

  /** After a log-in, a sign-up or a change of the profile. */
  async refresh(): Promise<Account | null> {
    this.current.set(undefined);
    return this.load();
  }

  adopt(account: Account): void {
    this.current.set(account);
    const { timezone, clock24Hours, preferredTheme } = account.options;
    this.clock.settings.set({ zone: timezone || undefined, clock24Hours: clock24Hours ?? true });
    if (preferredTheme) this.theme.choose(asChoice(preferredTheme));
  }

  async logIn(email: string, password: string): Promise<void> {
    await this.ensureCsrfCookie();
    // 409: another tab has logged in meanwhile, and this one may follow.
    await this.api.post(at('/_allauth/browser/v1/auth/login'), { email, password }).catch(unlessStatus(409));
    await this.refresh();
  }

  /** `setup` is the secret of a new server's link; the first account needs it. */
  async signUp(email: string, password: string, setup?: string): Promise<void> {
    await this.ensureCsrfCookie();
    const credentials = setup ? { email, password, setup } : { email, password };
    await this.api.post(at('/_allauth/browser/v1/auth/signup'), credentials);
    await this.refresh();
  }

  /** Lets a link be mailed; the answer does not say whether anybody has that address. */
  async askForPassword(email: string): Promise<void> {
    await this.ensureCsrfCookie();
    await this.api.post(at('/_allauth/browser/v1/auth/password/request'), { email });
  }

  /** `key` is of a mailed link. Whoever was logged in with the old password is out. */
  async setPassword(key: string, password: string): Promise<void> {
    await this.ensureCsrfCookie();
    // 401: it is set, and nobody is logged in by that.
    const set = this.api.post(at('/_allauth/browser/v1/auth/password/reset'), { key, password });
    await set.catch(unlessStatus(401));
    this.current.set(null);
  }

  async logOut(): Promise<void> {
    // The server answers a finished log-out with 401, as allauth does.
    await this.api.delete(at('/_allauth/browser/v1/auth/session')).catch(unlessStatus(401));
    this.current.set(null);
  }

  /** Acts at once, and wherever this account logs in; fails when the server did not store it. */
  async chooseTheme(choice: ThemeChoice): Promise<void> {
    this.theme.choose(choice);
    const account = this.current();
    if (account) await this.updateAccount(account.name, { preferredTheme: choice });
  }

  /** The server stores options as a whole: those that are not given stay as they are. */
  async updateAccount(name: string, given: Partial<AccountOptions>): Promise<void> {
    const options = { ...this.current()?.options, ...given };
    this.adopt(await this.api.put(at('/api/0/users/{userId}/', { userId: 'me' }), { name, options }));
  }

  /** The server says that nobody is logged in any more. */
  end(): void {
    this.current.set(null);
  }

  /** What a visitor may do here. */
  settings(): Promise<ServerSettings> {
    return this.api.get(at('/api/settings/'));
  }

  /** A visitor's first unsafe request needs the cookie that this route sets. */
  private async ensureCsrfCookie(): Promise<void> {
    if (!this.document.cookie.includes('csrftoken=')) await this.api.get(at('/_allauth/browser/v1/config'));
  }

  /** This route answers visitors too, with nobody: no failed request in their console. */
  private async ask(): Promise<Account | null> {
    const { user } = await this.api.get(at('/api/0/'));
    if (user) this.adopt(user);
    else this.current.set(null);
    return user;
  }
}

function unlessStatus(expected: number): (error: unknown) => void {
  return (error) => {
    if ((error as { status?: number }).status !== expected) throw error;
  };
}
