import { Directive, input } from '@angular/core';
import { FormPage } from './form-page';

/** Saves with its button, Enter, and Ctrl or ⌘ Enter from any field, a textarea included. */
@Directive({
  selector: 'form[uiForm]',
  host: {
    novalidate: '',
    '(submit)': 'save($event)',
    '(keydown.control.enter)': 'save($event)',
    '(keydown.meta.enter)': 'save($event)',
  },
})
export class FormElement<T extends object, R> {
  readonly page = input.required<FormPage<T, R>>({ alias: 'uiForm' });

  protected save(event: Event): void {
    event.preventDefault();
    void this.page().save();
  }
}
