import { _CdkPrivateStyleLoader } from '@angular/cdk/private';
import { provideHttpClient, withFetch, withInterceptors, withXsrfConfiguration } from '@angular/common/http';
import { ApplicationConfig, provideBrowserGlobalErrorListeners } from '@angular/core';
import {
  TitleStrategy,
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
  withRouterConfig,
} from '@angular/router';
import { leaveWhenSignedOut } from '@shared/data-session/signed-out';
import { FettleTitles } from '@shared/util-title/page-title';
import { routes } from './app-routes';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled', anchorScrolling: 'enabled' }),
      withRouterConfig({ paramsInheritanceStrategy: 'always' }),
    ),
    provideHttpClient(
      withFetch(),
      withXsrfConfiguration({ cookieName: 'csrftoken', headerName: 'X-CSRFToken' }),
      withInterceptors([leaveWhenSignedOut]),
    ),
    // The CDK would add style elements, which the content security policy refuses: its rules are in styles.css instead.
    { provide: _CdkPrivateStyleLoader, useValue: { load: () => undefined } },
    { provide: TitleStrategy, useClass: FettleTitles },
  ],
};
