import { TestBed } from '@angular/core/testing';
import { Dialogs } from '../ui-dialog/dialogs';
import { Command, Palette, findCommands } from './palette';

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
  async function setup() {
    const chosen = TestBed.inject(Dialogs).show<Command, readonly Command[]>(Palette, commands);
    TestBed.tick();
    await new Promise((done) => setTimeout(done));
    const field = document.querySelector('[role=combobox]') as HTMLInputElement;
    const press = (key: string) => {
      field.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
      TestBed.tick();
    };
    const active = () =>
      document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.textContent?.trim();
    return { chosen, field, press, active };
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
    const { chosen, field, press, active } = await setup();

    field.value = 'dark';
    field.dispatchEvent(new Event('input'));
    TestBed.tick();

    expect(active()).toBe('Switch theme');
    press('Enter');
    expect((await chosen)?.label).toBe('Switch theme');
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
