import { Routes } from '@angular/router';

export const designRoutes: Routes = [
  { path: '', title: 'Components', loadComponent: () => import('./feature-kit/kit').then((m) => m.Kit) },
];
