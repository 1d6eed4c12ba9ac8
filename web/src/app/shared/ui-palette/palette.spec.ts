import { TestBed } from '@angular/core/testing';
import { Dialogs } from '../ui-dialog/dialogs';
import { Command, Palette, PaletteData, findCommands } from './palette';

const command = (label: string, words = ''): Command => ({
  group: 'Go to',
  label,
  words,
  icon: 'box',
  run: () => undefined,
});
const commands = [
  command('Issues'),
  command('Client keys of storefront', 'dsn'),
  command('Switch theme', 'dark'),
];

describe('the palette', () => {
  async function setup(find?: PaletteData['find']) {
    const chosen = TestBed.inject(Dialogs).show<Command, PaletteData>(Palette, { commands, find });
    TestBed.tick();
    await new Promise((done) => setTimeout(done));
    const field = document.querySelector('[role=combobox]') as HTMLInputElement;
    const press = (key: string) => {
      field.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
      TestBed.tick();
    };
    const active = () =>
      document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.textContent?.trim();
    const type = (text: string) => {
      field.value = text;
      field.dispatchEvent(new Event('input'));
      TestBed.tick();
    };
    const labels = () =>
      [...document.querySelectorAll('[role=option]')].map((option) => option.textContent?.trim());
    const status = () => document.querySelector('[role=listbox] [role=status]')?.textContent?.trim();
    return { chosen, field, press, active, type, labels, status };
  }

  it('chooses with the arrows and Enter while focus stays in the field', async () => {
    const { chosen, field, press, active } = await setup();
    expect(document.activeElement).toBe(field);
    expect(active()).toBe('Issues');

    press('ArrowUp');
    expect(active()).toBe('Switch theme');
    press('ArrowDown');
    press('ArrowDown');
    press('Enter');

    expect((await chosen)?.label).toBe('Client keys of storefront');
  });

  it('starts at the best match of what is typed', async () => {
    const { chosen, press, active, type } = await setup();

    type('dark');

    expect(active()).toBe('Switch theme');
    press('Enter');
    expect((await chosen)?.label).toBe('Switch theme');
  });

  it('looks elsewhere for what is typed and keeps the chosen row', async () => {
    const find = vi.fn(async () => [command('SHOP-7 TypeError: store is undefined')]);
    const { chosen, press, active, type, labels, status } = await setup(find);

    type('s');
    type('store');
    expect(status()).toBe('Looking for issues');
    expect(active()).toBe('Client keys of storefront');
    await vi.waitFor(() => expect(find).toHaveBeenCalledExactlyOnceWith('store'));
    await vi.waitFor(() => {
      TestBed.tick();
      expect(labels()).toEqual(['Client keys of storefront', 'SHOP-7 TypeError: store is undefined']);
    });
    expect(active()).toBe('Client keys of storefront');

    press('ArrowDown');
    press('Enter');
    expect((await chosen)?.label).toBe('SHOP-7 TypeError: store is undefined');
  });

  it('says that it could not look elsewhere', async () => {
    const { press, type, status } = await setup(() => Promise.reject(new Error('away')));

    type('zzz');

    await vi.waitFor(() => {
      TestBed.tick();
      expect(status()).toContain('Issues could not be searched');
    });
    press('Enter');
  });

  it('finds by all words, labels first', () => {
    expect(findCommands(commands, 'keys store').map(({ label }) => label)).toEqual([
      'Client keys of storefront',
    ]);
    expect(
      findCommands([command('A', 'issues'), command('Issues')], 'iss').map(({ label }) => label),
    ).toEqual(['Issues', 'A']);
    expect(findCommands(commands, 'zzz')).toEqual([]);
  });
});
