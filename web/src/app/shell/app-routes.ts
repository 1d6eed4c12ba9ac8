import { Routes } from '@angular/router';
import { signedIn, signedOut } from '@shared/data-session/session-guards';
import { leadHome, leadToTokens } from './lead-home';
import { NotFound } from './not-found';

/** Everything under an organization stands in the shell; gates and the component sheet stand alone. */
export const routes: Routes = [
  { path: '', pathMatch: 'full', canActivate: [leadHome], component: NotFound },
  { path: 'profile/auth-tokens', canActivate: [leadToTokens], component: NotFound },
  {
    path: '',
    canActivate: [signedOut],
    loadChildren: () => import('../accounts/gate-routes').then((m) => m.gateRoutes),
  },
  {
    path: 'setup',
    canActivate: [signedIn],
    loadChildren: () => import('./setup-routes').then((m) => m.firstSteps),
  },
  {
    path: 'accept',
    loadChildren: () => import('../accounts/gate-routes').then((m) => m.invitationRoutes),
  },
  {
    path: 'reset-password',
    loadChildren: () => import('../accounts/gate-routes').then((m) => m.passwordRoutes),
  },
  { path: 'design', loadChildren: () => import('../design/design-routes').then((m) => m.designRoutes) },
  {
    path: ':org',
    canActivate: [signedIn],
    loadComponent: () => import('./organization-shell').then((m) => m.OrganizationShell),
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'issues' },
      { path: 'issues', loadChildren: () => import('../issues/issues-routes').then((m) => m.issuesRoutes) },
      { path: 'settings', loadChildren: () => import('./settings-routes').then((m) => m.settingsRoutes) },
      { path: '**', component: NotFound, title: 'Page not found' },
    ],
  },
  { path: '**', component: NotFound, title: 'Page not found' },
];
