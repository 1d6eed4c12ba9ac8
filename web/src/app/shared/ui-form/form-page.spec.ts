import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { FormField } from '@angular/forms/signals';
import { LinesField } from '../ui-field/lines-field';
import { TextField } from '../ui-field/text-field';
import { TextFieldHarness } from '../ui-field/text-field-harness';
import { Drafts } from './drafts';
import { FormElement } from './form-element';
import { FormPage, namesOf, rule } from './form-page';
import { SaveBar } from './save-bar';

@Component({
  selector: 'test-page',
  imports: [FormElement, FormField, LinesField, SaveBar, TextField],
  template: `<form [uiForm]="form">
    <ui-text-field label="Name" [formField]="form.fields.name" />
    <ui-lines-field label="Lines" [formField]="form.fields.lines" />
    <ui-save-bar [form]="form" />
  </form>`,
})
class Page {
  readonly whose = signal('one');
  readonly stored = signal({ name: 'shop', lines: '' });
  readonly saved: { name: string; lines: string }[] = [];
  answer: () => Promise<void> = () => Promise.resolve();
  readonly form = new FormPage({
    of: this.whose,
    stored: this.stored,
    rules: (of) => {
      rule(of.name, (name) => (name ? undefined : 'Enter a name.'));
    },
    changes: (stored, draft) =>
      namesOf({ Name: stored.name !== draft.name, Lines: stored.lines !== draft.lines }),
    save: async (draft) => {
      this.saved.push(draft);
      await this.answer();
      this.stored.set(draft);
    },
  });
}

const refusing = (error: unknown) => () => Promise.reject(error as Error);

describe('a form', () => {
  async function setup() {
    const fixture = TestBed.createComponent(Page);
    const root = fixture.nativeElement as HTMLElement;
    document.body.append(root);
    await fixture.whenStable();
    const settle = async () => {
      await fixture.whenStable();
      await new Promise((done) => setTimeout(done));
      await fixture.whenStable();
    };
    return {
      page: fixture.componentInstance,
      root,
      settle,
      field: (label: string) => new TextFieldHarness(root, label),
      type: async (label: string, text: string) => {
        new TextFieldHarness(root, label).type(text);
        await settle();
      },
      press: async (name: string) => {
        [...root.querySelectorAll('button')]
          .find((button) => button.textContent?.trim().startsWith(name))
          ?.click();
        await settle();
      },
      bar: () => root.querySelector('[role=region]')?.textContent?.replace(/\s+/g, ' ') ?? '',
    };
  }

  it('names what changed, saves it and is clean again', async () => {
    const { page, type, press, bar } = await setup();
    expect(bar()).toBe('');

    await type('Name', 'store');
    await type('Lines', 'a');
    expect(bar()).toContain('2 changes: Name, Lines');
    expect(TestBed.inject(Drafts).changes()).toEqual(['Name', 'Lines']);

    await press('Save changes');
    expect(page.saved).toEqual([{ name: 'store', lines: 'a' }]);
    expect(bar()).toBe('');
  });

  it('goes back to what is stored', async () => {
    const { field, type, press, bar } = await setup();
    await type('Name', 'store');

    await press('Discard');

    expect(field('Name').input.value).toBe('shop');
    expect(bar()).toBe('');
  });

  it.each([{ ctrlKey: true }, { metaKey: true }])(
    'is saved with %o and Enter from a textarea',
    async (key) => {
      const { page, field, type, settle } = await setup();
      await type('Lines', 'a');

      field('Lines').input.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, ...key }),
      );
      await settle();

      expect(page.saved.length).toBe(1);
    },
  );

  it('does not send what breaks a rule, and leads to it', async () => {
    const { page, field, type, press } = await setup();
    await type('Name', '');
    await type('Lines', 'a');

    await press('Save changes');

    expect(page.saved).toEqual([]);
    expect(field('Name').description()).toBe('Enter a name.');
    expect(document.activeElement).toBe(field('Name').input);
  });

  it('puts what the server refuses at its field until that is changed', async () => {
    const { page, field, type, press } = await setup();
    page.answer = refusing({ status: 422, error: { detail: [{ loc: ['body', 'name'], msg: 'Taken.' }] } });
    await type('Name', 'store');
    await press('Save changes');
    expect(field('Name').description()).toBe('Taken.');
    expect(document.activeElement).toBe(field('Name').input);

    await type('Name', 'stores');
    field('Name').leave();
    expect(field('Name').description()).toBe('');
  });

  it('says what no field is to blame for beside its button, and can be sent again as it is', async () => {
    const { page, type, press, bar } = await setup();
    page.answer = refusing({ status: 503, error: { detail: 'The database restarts.' } });
    await type('Name', 'store');
    await press('Save changes');
    expect(bar()).toContain('Not saved: The database restarts.');

    page.answer = () => Promise.resolve();
    await press('Save changes');
    expect(page.saved.length).toBe(2);
    expect(bar()).toBe('');
  });

  it('can send again what a field was refused for', async () => {
    const { page, type, press, bar } = await setup();
    page.answer = refusing({ status: 422, error: { detail: [{ loc: ['body', 'name'], msg: 'Taken.' }] } });
    await type('Name', 'store');
    await press('Save changes');

    page.answer = () => Promise.resolve();
    await press('Save changes');

    expect(bar()).toBe('');
  });

  it('keeps what was typed when the rest is read again, and starts anew for another one', async () => {
    const { page, field, type, settle } = await setup();
    await type('Name', 'store');

    page.stored.set({ name: 'shop', lines: 'b' });
    await settle();
    expect(field('Name').input.value).toBe('store');
    expect(field('Lines').input.value).toBe('b');

    page.whose.set('two');
    page.stored.set({ name: 'other', lines: '' });
    await settle();
    expect(field('Name').input.value).toBe('other');
  });
});
