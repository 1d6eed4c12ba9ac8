import { Routes } from '@angular/router';

/** For somebody who is logged in and for a visitor. */
export const invitationRoutes: Routes = [
  {
    path: ':member/:token',
    title: 'Invitation',
    loadComponent: () => import('./feature-gate/invitation').then((m) => m.InvitationPage),
  },
];

/** For a visitor, and for somebody who is logged in and opens a link of a mail. */
export const passwordRoutes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: 'Forgotten password',
    loadComponent: () => import('./feature-gate/forgotten-password').then((m) => m.ForgottenPassword),
  },
  {
    path: 'set-new-password/:key',
    title: 'New password',
    loadComponent: () => import('./feature-gate/new-password').then((m) => m.NewPassword),
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
