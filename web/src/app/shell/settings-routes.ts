import { Routes } from '@angular/router';
import { settingsRoute } from '@shared/ui-settings/settings-page';
import { SettingsFrame } from './settings-frame';
import { settingsPages } from './settings-pages';

/** Settings are one family with its own navigation; each domain brings its pages. */
export const settingsRoutes: Routes = [
  { path: '', component: SettingsFrame, children: settingsPages.map(settingsRoute) },
];
