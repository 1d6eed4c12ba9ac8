import { Routes } from '@angular/router';

export const projectSetupRoutes: Routes = [
  {
    path: ':org/project',
    title: 'Create a project',
    loadComponent: () => import('./feature-setup/create-project').then((m) => m.CreateProject),
  },
  {
    path: ':org/:project',
    title: 'First event',
    loadComponent: () => import('./feature-onboarding/first-event').then((m) => m.FirstEvent),
  },
];
