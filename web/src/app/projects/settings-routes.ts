import { Routes } from '@angular/router';
import { askBeforeLeaving } from '@shared/ui-form/leave-guard';

export const projectSettings: Routes = [
  {
    path: 'projects',
    title: 'Projects',
    loadComponent: () => import('./feature-settings/project-list').then((m) => m.ProjectList),
  },
  {
    path: 'projects/:project',
    title: 'Project settings',
    canDeactivate: [askBeforeLeaving],
    loadComponent: () => import('./feature-settings/project-general').then((m) => m.ProjectGeneral),
  },
  {
    path: 'projects/:project/keys',
    title: 'Client keys',
    loadComponent: () => import('./feature-settings/client-keys').then((m) => m.ClientKeys),
  },
  {
    path: 'projects/:project/intake',
    title: 'Intake',
    loadComponent: () => import('./feature-intake/intake').then((m) => m.Intake),
  },
  {
    path: 'projects/:project/filters',
    title: 'Filters and scrubbing',
    canDeactivate: [askBeforeLeaving],
    loadComponent: () => import('./feature-intake/filters').then((m) => m.Filters),
  },
];
