import { inject } from '@angular/core';
import { CanActivateFn, Router } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';

/** "/" is no page: it leads to the issues of the last organization, or to the first step for a new account. */
export const leadHome: CanActivateFn = async () => {
  const organizations = inject(Organizations);
  const router = inject(Router);
  const home = await organizations.home();
  return router.createUrlTree(home ? ['/', home.slug, 'issues'] : ['/setup']);
};
