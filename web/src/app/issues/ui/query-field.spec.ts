import { TestBed } from '@angular/core/testing';
import { QueryField } from './query-field';

async function setup(query = 'is:unresolved') {
  const fixture = TestBed.createComponent(QueryField);
  fixture.componentRef.setInput('query', query);
  fixture.componentRef.setInput('known', { environments: ['production', 'staging'], platforms: [] });
  const applied: string[] = [];
  fixture.componentInstance.applied.subscribe((next) => {
    applied.push(next);
    fixture.componentRef.setInput('query', next);
  });
  const root = fixture.nativeElement as HTMLElement;
  document.body.append(root);
  await fixture.whenStable();
  const field = root.querySelector('[role=combobox]') as HTMLInputElement;
  const settle = () => fixture.whenStable();
  return {
    field,
    applied,
    type: async (text: string) => {
      field.focus();
      field.value = text;
      field.dispatchEvent(new Event('input'));
      await settle();
    },
    press: async (key: string) => {
      field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      await settle();
    },
    options: () => [...root.querySelectorAll('[role=option] .mono')].map((option) => option.textContent),
    tokens: () =>
      [...root.querySelectorAll('.token button')].map((button) => button.getAttribute('aria-label')),
    remove: async (label: string) => {
      root.querySelector<HTMLElement>(`[aria-label="${label}"]`)?.click();
      await settle();
    },
  };
}

describe('the query field', () => {
  it('shows tokens that can be removed one by one', async () => {
    const { tokens, remove, applied } = await setup('is:unresolved !level:debug cart');

    expect(tokens()).toEqual(['Remove is:unresolved', 'Remove !level:debug']);
    await remove('Remove !level:debug');
    expect(applied).toEqual(['is:unresolved cart']);
  });

  it('applies text and tokens with Enter', async () => {
    const { type, press, applied } = await setup();

    await type('level:fatal heap space');
    await press('Enter');

    expect(applied).toEqual(['is:unresolved level:fatal heap space']);
  });

  it('suggests keys, then their values, and takes one with Tab', async () => {
    const { type, press, options, applied } = await setup();

    await type('env');
    expect(options()).toEqual(['environment:']);
    await press('Tab');
    expect(options()).toEqual(['environment:production', 'environment:staging']);
    await press('ArrowDown');
    await press('ArrowDown');
    await press('Enter');

    expect(applied).toEqual(['is:unresolved environment:staging']);
  });

  it('brings the last token back into the field with Backspace', async () => {
    const { field, press, applied } = await setup('is:unresolved level:error');
    field.focus();

    await press('Backspace');

    expect(applied).toEqual(['is:unresolved']);
    expect(field.value).toBe('level:error');
  });

  it('closes its suggestions with Escape first and gives up focus second', async () => {
    const { field, type, press, options } = await setup();
    await type('le');
    expect(options()).toEqual(['level:']);

    await press('Escape');
    expect(options()).toEqual([]);
    expect(document.activeElement).toBe(field);
    await press('Escape');
    expect(document.activeElement).not.toBe(field);
  });
});
