import { inject } from '@angular/core';
import { CanActivateFn, Router } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { Session } from '@shared/data-session/session';

/** "/" is no page: it leads to log in, to the issues of the last organization, or a new account to its first step. */
export const leadHome: CanActivateFn = async () => {
  const session = inject(Session);
  const organizations = inject(Organizations);
  const router = inject(Router);
  if (!(await session.load())) return router.createUrlTree(['/login']);
  const home = await organizations.home();
  return router.createUrlTree(home ? ['/', home.slug, 'issues'] : ['/setup']);
};
