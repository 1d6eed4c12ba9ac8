import { inject } from '@angular/core';
import { CanDeactivateFn } from '@angular/router';
import { Dialogs } from '../ui-dialog/dialogs';

/** A page with a form. */
export interface HasChanges {
  /** Names of the fields that differ from what is stored. */
  changes(): readonly string[];
}

/** Leaving a form with unsaved changes asks first. */
export const askBeforeLeaving: CanDeactivateFn<HasChanges> = (page) => {
  const changes = page.changes();
  if (changes.length === 0) return true;
  return inject(Dialogs).confirm({
    heading: 'Leave without saving?',
    text: `Your changes are lost: ${changes.join(', ')}.`,
    confirm: 'Discard changes',
    cancel: 'Stay here',
  });
};
