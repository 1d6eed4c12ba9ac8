import { SettingsPage } from '@shared/ui-settings/settings-page';

export const accountSettings: readonly SettingsPage[] = [
  {
    area: 'account',
    order: 10,
    path: 'profile',
    label: 'Profile',
    icon: 'user-round',
    words: 'name password time zone theme',
    load: () => import('./feature-settings/profile').then((m) => m.Profile),
  },
  {
    area: 'account',
    order: 40,
    path: 'tokens',
    label: 'API tokens',
    icon: 'key-round',
    words: 'sentry-cli',
    load: () => import('./feature-settings/tokens').then((m) => m.Tokens),
  },
];
