import { inject } from '@angular/core';
import { CanActivateFn, Router } from '@angular/router';
import { Session } from './session';

/** Pages for people: others are sent to log in and come back afterwards. */
export const signedIn: CanActivateFn = async (_route, state) => {
  const session = inject(Session);
  const router = inject(Router);
  return (await session.load())
    ? true
    : router.createUrlTree(['/login'], { queryParams: { next: state.url } });
};

/** Log-in and registration make no sense for somebody who is logged in. */
export const signedOut: CanActivateFn = async () => {
  const session = inject(Session);
  const router = inject(Router);
  return (await session.load()) ? router.createUrlTree(['/']) : true;
};
