import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { Session } from '@shared/data-session/session';
import { Button } from '@shared/ui-button/button';
import { Switch } from '@shared/ui-field/switch';
import { TextField } from '@shared/ui-field/text-field';
import { HasChanges } from '@shared/ui-form/leave-guard';
import { SaveBar } from '@shared/ui-form/save-bar';
import { Select } from '@shared/ui-select/select';
import { Toasts } from '@shared/ui-toast/toasts';
import { problemOf } from '@shared/util-problem/problem';
import { Shortcuts } from '@shared/util-keys/shortcuts';
import { Theme, ThemeChoice } from '@shared/util-theme/theme';
import { Clock } from '@shared/util-time/clock';
import { formatExactTime } from '@shared/util-time/times';
import { AccountClient } from '../data/account-client';
import { PasswordForm } from './password-form';

const BROWSER_ZONE = 'browser';

@Component({
  selector: 'app-profile',
  imports: [Button, PasswordForm, SaveBar, Select, Switch, TextField],
  templateUrl: './profile.html',
})
export class Profile implements HasChanges {
  private readonly client = inject(AccountClient);
  private readonly toasts = inject(Toasts);
  private readonly clock = inject(Clock);
  protected readonly session = inject(Session);
  protected readonly theme = inject(Theme);
  protected readonly shortcuts = inject(Shortcuts);

  private readonly stored = computed(() => this.session.account());
  protected readonly name = linkedSignal(() => this.stored()?.name ?? '');
  protected readonly zone = linkedSignal<string | undefined>(
    () => this.stored()?.options.timezone || BROWSER_ZONE,
  );
  protected readonly clock24 = linkedSignal<string | undefined>(() =>
    (this.stored()?.options.clock24Hours ?? true) ? '24' : '12',
  );
  protected readonly zones = computed(() => [
    { value: BROWSER_ZONE, label: `Of the browser (${Intl.DateTimeFormat().resolvedOptions().timeZone})` },
    { value: 'UTC', label: 'UTC' },
    ...Intl.supportedValuesOf('timeZone')
      .filter((zone) => zone !== 'UTC')
      .map((zone) => ({ value: zone, label: zone })),
  ]);
  protected readonly clocks = [
    { value: '24', label: '24 hours, 17:30' },
    { value: '12', label: '12 hours, 5:30 pm' },
  ];
  protected readonly themes: readonly { choice: ThemeChoice; label: string }[] = [
    { choice: 'system', label: 'System' },
    { choice: 'light', label: 'Light' },
    { choice: 'dark', label: 'Dark' },
  ];
  /** What the chosen settings make of the present. */
  protected readonly example = computed(() =>
    formatExactTime(this.clock.now(), {
      zone: this.chosenZone() ?? undefined,
      clock24Hours: this.clock24() === '24',
    }),
  );
  private readonly chosenZone = computed(() => (this.zone() === BROWSER_ZONE ? null : (this.zone() ?? null)));
  protected readonly busy = signal(false);
  protected readonly refused = signal<string | undefined>(undefined);
  readonly changes = computed(() => {
    const stored = this.stored();
    if (!stored) return [];
    return [
      this.name() === (stored.name ?? '') ? '' : 'Name',
      this.chosenZone() === (stored.options.timezone || null) ? '' : 'Time zone',
      (this.clock24() === '24') === (stored.options.clock24Hours ?? true) ? '' : 'Clock',
    ].filter(Boolean);
  });

  protected discard(): void {
    this.name.set(this.stored()?.name ?? '');
    this.zone.set(this.stored()?.options.timezone || BROWSER_ZONE);
    this.clock24.set((this.stored()?.options.clock24Hours ?? true) ? '24' : '12');
    this.refused.set(undefined);
  }

  protected async save(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    try {
      const options = { timezone: this.chosenZone(), clock24Hours: this.clock24() === '24' };
      await this.store(this.name().trim(), options);
      this.toasts.show({ text: 'Profile saved' });
    } catch (error) {
      this.refused.set(`Not saved: ${problemOf(error).message}`);
    } finally {
      this.busy.set(false);
    }
  }

  /** Acts at once, here and for the next log-in. */
  protected async chooseTheme(choice: ThemeChoice): Promise<void> {
    try {
      await this.session.chooseTheme(choice);
    } catch (error) {
      this.toasts.error(`The theme is kept in this browser only: ${problemOf(error).message}`);
    }
  }

  private async store(name: string, change: object): Promise<void> {
    const account = await this.client.update(name, { ...this.stored()?.options, ...change });
    this.session.adopt(account);
  }
}
