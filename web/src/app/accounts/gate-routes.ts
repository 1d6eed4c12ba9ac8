import { Routes } from '@angular/router';

/** For somebody who is logged in and for a visitor. */
export const invitationRoutes: Routes = [
  {
    path: ':member/:token',
    title: 'Invitation',
    loadComponent: () => import('./feature-gate/invitation').then((m) => m.InvitationPage),
  },
];

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
