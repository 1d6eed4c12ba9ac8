import { inject } from '@angular/core';
import { CanActivateFn, Router, UrlTree } from '@angular/router';
import { Organizations } from '@shared/data-organizations/organizations';
import { Session } from '@shared/data-session/session';

/** "/" is no page: it leads to log in, to the issues of the last organization, or a new account to its first step. */
export const leadHome: CanActivateFn = (_route, state) => leadTo(['issues'], state.url);

/** The address that sentry-cli opens for somebody who needs a token. */
export const leadToTokens: CanActivateFn = (_route, state) => leadTo(['settings', 'tokens'], state.url);

async function leadTo(page: readonly string[], from: string): Promise<UrlTree> {
  const session = inject(Session);
  const organizations = inject(Organizations);
  const router = inject(Router);
  if (!(await session.load())) {
    return router.createUrlTree(['/login'], { queryParams: from === '/' ? {} : { next: from } });
  }
  const home = await organizations.home();
  return router.createUrlTree(home ? ['/', home.slug, ...page] : ['/setup']);
}
