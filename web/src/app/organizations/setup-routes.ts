import { Routes } from '@angular/router';

/** The steps that make an organization and a team; the project's steps stand in `projects`. */
export const setupRoutes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: 'Create an organization',
    loadComponent: () => import('./feature-setup/create-organization').then((m) => m.CreateOrganization),
  },
  {
    path: ':org/team',
    title: 'Create a team',
    loadComponent: () => import('./feature-setup/create-team').then((m) => m.CreateTeam),
  },
];
