import { HttpErrorResponse, HttpInterceptorFn } from '@angular/common/http';
import { Injector, inject } from '@angular/core';
import { Router } from '@angular/router';
import { catchError, throwError } from 'rxjs';
import { ROOT } from '../util-api/address';
import { Session } from './session';

/** A session that ends while a page is open leads to the log-in page, and from there back to this page. */
export const leaveWhenSignedOut: HttpInterceptorFn = (request, next) => {
  const router = inject(Router);
  const injector = inject(Injector);
  return next(request).pipe(
    catchError((error: unknown) => {
      if (error instanceof HttpErrorResponse && error.status === 401 && isApi(request.url)) {
        // Looked up late: the session itself makes requests.
        injector.get(Session).end();
        void router.navigate(['/login'], { queryParams: { next: router.url } });
      }
      return throwError(() => error);
    }),
  );
};

function isApi(url: string): boolean {
  return url.startsWith(`${ROOT}/api/0/`);
}
