import { SettingsPage } from '@shared/ui-settings/settings-page';

export const organizationSettings: readonly SettingsPage[] = [
  {
    area: 'organization',
    order: 10,
    path: '',
    label: 'General',
    title: 'Organization settings',
    icon: 'settings',
    load: () => import('./feature-settings/organization-general').then((m) => m.OrganizationGeneral),
  },
  {
    area: 'organization',
    order: 20,
    path: 'members',
    label: 'Members',
    icon: 'users-round',
    words: 'people',
    load: () => import('./feature-settings/members').then((m) => m.Members),
  },
  {
    area: 'organization',
    order: 30,
    path: 'teams',
    label: 'Teams',
    icon: 'users-round',
    load: () => import('./feature-settings/teams').then((m) => m.Teams),
  },
];
