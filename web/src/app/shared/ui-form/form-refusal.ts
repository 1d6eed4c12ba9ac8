import { Component, input } from '@angular/core';
import { Banner } from '../ui-state/banner';
import { FormPage } from './form-page';

/** Why a form was not saved when no field is to blame; stands above its button. */
@Component({
  selector: 'ui-form-refusal',
  imports: [Banner],
  template: `@if (form().refusal(); as words) {
    <ui-banner tone="danger">{{ words }}</ui-banner>
  }`,
})
export class FormRefusal<T extends object, R> {
  readonly form = input.required<FormPage<T, R>>();
}
