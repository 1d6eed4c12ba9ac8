import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { FormField, form, validate } from '@angular/forms/signals';
import { TextField } from './text-field';
import { TextFieldHarness } from './text-field-harness';

@Component({
  selector: 'test-page',
  imports: [FormField, TextField],
  template: `<ui-text-field
    label="Password"
    type="password"
    hint="At least 8"
    [formField]="fields.password" />`,
})
class Page {
  readonly value = signal({ password: '' });
  readonly error = signal<string | undefined>(undefined);
  readonly fields = form(this.value, ({ password }) =>
    validate(password, () => (this.error() ? { kind: 'rule', message: this.error() } : undefined)),
  );
}

describe('text field', () => {
  async function setup() {
    const fixture = TestBed.createComponent(Page);
    await fixture.whenStable();
    return {
      page: fixture.componentInstance,
      fixture,
      field: new TextFieldHarness(fixture.nativeElement, 'Password'),
    };
  }

  it('ties label and hint to its input', async () => {
    const { field } = await setup();

    expect(field.description()).toBe('At least 8');
    expect(field.input.type).toBe('password');
  });

  it('shows an error after the reader leaves and takes it back while they correct', async () => {
    const { field, page, fixture } = await setup();
    page.error.set('Too short');
    field.type('abc');
    await fixture.whenStable();
    expect(field.description()).toBe('At least 8');

    field.leave();
    await fixture.whenStable();
    expect(field.description()).toBe('Too short');
    expect(field.input.getAttribute('aria-invalid')).toBe('true');

    field.type('abcd');
    await fixture.whenStable();
    expect(field.description()).toBe('At least 8');
    expect(page.value()).toEqual({ password: 'abcd' });
  });

  it('reveals a password on demand', async () => {
    const { field, fixture } = await setup();

    field.button('Show password').click();
    await fixture.whenStable();

    expect(field.input.type).toBe('text');
    expect(field.button('Hide password').getAttribute('aria-pressed')).toBe('true');
  });
});
