import { Routes } from '@angular/router';

/** Settings are one family with its own navigation; each domain brings its pages. */
export const settingsRoutes: Routes = [];
