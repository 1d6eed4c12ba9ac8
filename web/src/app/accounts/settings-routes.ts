import { Routes } from '@angular/router';
import { askBeforeLeaving } from '@shared/ui-form/leave-guard';

export const accountSettings: Routes = [
  {
    path: 'profile',
    title: 'Profile',
    canDeactivate: [askBeforeLeaving],
    loadComponent: () => import('./feature-settings/profile').then((m) => m.Profile),
  },
  {
    path: 'tokens',
    title: 'API tokens',
    loadComponent: () => import('./feature-settings/tokens').then((m) => m.Tokens),
  },
];
