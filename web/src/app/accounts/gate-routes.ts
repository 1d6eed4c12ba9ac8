import { Routes } from '@angular/router';

export const gateRoutes: Routes = [
  {
    path: 'login',
    title: 'Log in',
    loadComponent: () => import('./feature-gate/login').then((m) => m.Login),
  },
  {
    path: 'register',
    title: 'Create an account',
    loadComponent: () => import('./feature-gate/register').then((m) => m.Register),
  },
];
