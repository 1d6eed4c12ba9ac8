import { SettingsPage } from '@shared/ui-settings/settings-page';

export const projectSettings: readonly SettingsPage[] = [
  {
    area: 'organization',
    order: 40,
    path: 'projects',
    label: 'Projects',
    icon: 'box',
    load: () => import('./feature-settings/project-list').then((m) => m.ProjectList),
  },
  {
    area: 'project',
    order: 10,
    path: '',
    label: 'General',
    title: 'Project settings',
    icon: 'box',
    load: () => import('./feature-settings/project-general').then((m) => m.ProjectGeneral),
  },
  {
    area: 'project',
    order: 20,
    path: 'keys',
    label: 'Client keys (DSN)',
    title: 'Client keys',
    icon: 'key-round',
    words: 'dsn',
    load: () => import('./feature-settings/client-keys').then((m) => m.ClientKeys),
  },
  {
    area: 'project',
    order: 30,
    path: 'intake',
    label: 'Intake',
    icon: 'radio',
    words: 'received filtered rate limited refused set aside',
    load: () => import('./feature-intake/intake').then((m) => m.Intake),
  },
  {
    area: 'project',
    order: 40,
    path: 'filters',
    label: 'Filters and scrubbing',
    icon: 'shield',
    words: 'inbound privacy allowed domains spike protection limit',
    load: () => import('./feature-intake/filters').then((m) => m.Filters),
  },
];
