import { Routes } from '@angular/router';
import { accountSettings } from '../accounts/settings-routes';
import { organizationSettings } from '../organizations/settings-routes';
import { projectSettings } from '../projects/settings-routes';
import { SettingsFrame } from './settings-frame';

/** Settings are one family with its own navigation; each domain brings its pages. */
export const settingsRoutes: Routes = [
  {
    path: '',
    component: SettingsFrame,
    children: [...organizationSettings, ...projectSettings, ...accountSettings],
  },
];
