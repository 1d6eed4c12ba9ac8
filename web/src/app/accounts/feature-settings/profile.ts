import { Component, computed, inject } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Session } from '@shared/data-session/session';
import { Button } from '@shared/ui-button/button';
import { Switch } from '@shared/ui-field/switch';
import { TextField } from '@shared/ui-field/text-field';
import { FormElement } from '@shared/ui-form/form-element';
import { FormPage, namesOf } from '@shared/ui-form/form-page';
import { SaveBar } from '@shared/ui-form/save-bar';
import { Select } from '@shared/ui-select/select';
import { Toasts } from '@shared/ui-toast/toasts';
import { problemOf } from '@shared/util-problem/problem';
import { Shortcuts } from '@shared/util-keys/shortcuts';
import { Theme, ThemeChoice } from '@shared/util-theme/theme';
import { Clock } from '@shared/util-time/clock';
import { formatExactTime } from '@shared/util-time/times';
import { PasswordForm } from './password-form';

const BROWSER_ZONE = 'browser';

@Component({
  selector: 'app-profile',
  imports: [Button, FormElement, FormField, PasswordForm, SaveBar, Select, Switch, TextField],
  templateUrl: './profile.html',
})
export class Profile {
  private readonly toasts = inject(Toasts);
  private readonly clock = inject(Clock);
  protected readonly session = inject(Session);
  protected readonly theme = inject(Theme);
  protected readonly shortcuts = inject(Shortcuts);

  protected readonly form = new FormPage({
    stored: () => {
      const account = this.session.account();
      return {
        name: account?.name ?? '',
        zone: account?.options.timezone || BROWSER_ZONE,
        clock: (account?.options.clock24Hours ?? true) ? '24' : '12',
      };
    },
    changes: (stored, draft) =>
      namesOf({
        Name: stored.name !== draft.name,
        'Time zone': stored.zone !== draft.zone,
        Clock: stored.clock !== draft.clock,
      }),
    save: async ({ name, zone, clock }) => {
      const timezone = chosenZone(zone) ?? null;
      await this.session.updateAccount(name.trim(), { timezone, clock24Hours: clock === '24' });
      this.toasts.show({ text: 'Profile saved' });
    },
  });
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
  protected readonly example = computed(() => {
    const { zone, clock } = this.form.value();
    return formatExactTime(this.clock.now(), { zone: chosenZone(zone), clock24Hours: clock === '24' });
  });

  /** Acts at once, here and for the next log-in. */
  protected async chooseTheme(choice: ThemeChoice): Promise<void> {
    try {
      await this.session.chooseTheme(choice);
    } catch (error) {
      this.toasts.error(`The theme is kept in this browser only: ${problemOf(error).message}`);
    }
  }
}

function chosenZone(zone: string): string | undefined {
  return zone === BROWSER_ZONE ? undefined : zone;
}
