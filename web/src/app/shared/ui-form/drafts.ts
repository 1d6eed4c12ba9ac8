import { DOCUMENT, DestroyRef, Injectable, inject } from '@angular/core';
import { CanDeactivateFn } from '@angular/router';
import { Dialogs } from '../ui-dialog/dialogs';

/** What is typed and not saved, in all forms that are open. */
@Injectable({ providedIn: 'root' })
export class Drafts {
  private readonly open = new Set<() => readonly string[]>();

  constructor() {
    // Closing the tab asks in the browser's own words.
    inject(DOCUMENT).defaultView?.addEventListener('beforeunload', (event) => {
      if (this.changes().length > 0) event.preventDefault();
    });
  }

  /** `changes` names what differs from what is stored, for as long as the form is there. */
  watch(changes: () => readonly string[], until: DestroyRef): void {
    this.open.add(changes);
    until.onDestroy(() => this.open.delete(changes));
  }

  changes(): readonly string[] {
    return [...this.open].flatMap((changes) => changes());
  }
}

/** Leaving a page with unsaved changes asks first. */
export const askBeforeLeaving: CanDeactivateFn<unknown> = () => {
  const changes = inject(Drafts).changes();
  if (changes.length === 0) return true;
  return inject(Dialogs).confirm({
    heading: 'Leave without saving?',
    text: `Your changes are lost: ${changes.join(', ')}.`,
    confirm: 'Discard changes',
    cancel: 'Stay here',
  });
};
