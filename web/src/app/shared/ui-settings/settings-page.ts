import { Type } from '@angular/core';
import { Route } from '@angular/router';
import { askBeforeLeaving } from '../ui-form/drafts';
import { IconName } from '../ui-icon/icon-names';

/** Whose settings: of a project (its slug is the input `project`), of the organization (`org`), of the reader. */
export type SettingsArea = 'project' | 'organization' | 'account';

/** A page of the settings as its domain contributes it; navigation, routes and ⌘K are made from these. */
export interface SettingsPage {
  readonly area: SettingsArea;
  /** Place in its area, in steps of ten. */
  readonly order: number;
  /** Below its area; empty for the area's first page. */
  readonly path: string;
  /** In the navigation. */
  readonly label: string;
  /** Of the document and in ⌘K, where "General" alone says nothing. */
  readonly title?: string;
  readonly icon: IconName;
  /** More to find it by in ⌘K. */
  readonly words?: string;
  readonly load: () => Promise<Type<unknown>>;
}

export function titleOf({ title, label }: SettingsPage): string {
  return title ?? label;
}

/** Steps of the address below `/org/settings`. */
export function placeOf({ area, path }: SettingsPage, project: string): readonly string[] {
  return [...(area === 'project' ? ['projects', project] : []), ...(path ? [path] : [])];
}

export function settingsRoute(page: SettingsPage): Route {
  return {
    path: placeOf(page, ':project').join('/'),
    pathMatch: 'full',
    title: titleOf(page),
    canDeactivate: [askBeforeLeaving],
    loadComponent: page.load,
  };
}
