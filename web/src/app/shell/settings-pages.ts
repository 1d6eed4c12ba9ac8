import { SettingsArea, SettingsPage } from '@shared/ui-settings/settings-page';
import { accountSettings } from '../accounts/settings-pages';
import { organizationSettings } from '../organizations/settings-pages';
import { projectSettings } from '../projects/settings-pages';

/** What the domains contribute, in the order of the navigation. */
export const settingsPages: readonly SettingsPage[] = [
  ...organizationSettings,
  ...projectSettings,
  ...accountSettings,
].sort((one, other) => one.order - other.order);

export function pagesOf(area: SettingsArea): readonly SettingsPage[] {
  return settingsPages.filter((page) => page.area === area);
}
