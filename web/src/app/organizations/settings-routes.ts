import { Routes } from '@angular/router';
import { askBeforeLeaving } from '@shared/ui-form/leave-guard';

export const organizationSettings: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: 'Organization settings',
    canDeactivate: [askBeforeLeaving],
    loadComponent: () => import('./feature-settings/organization-general').then((m) => m.OrganizationGeneral),
  },
  {
    path: 'members',
    title: 'Members',
    loadComponent: () => import('./feature-settings/members').then((m) => m.Members),
  },
  {
    path: 'teams',
    title: 'Teams',
    loadComponent: () => import('./feature-settings/teams').then((m) => m.Teams),
  },
];
