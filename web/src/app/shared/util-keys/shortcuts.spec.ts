import { Injector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Shortcuts } from './shortcuts';

const press = (key: string, target: EventTarget = document.body) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

describe('shortcuts', () => {
  let pressed: string[];

  beforeEach(() => {
    pressed = [];
    const shortcuts = TestBed.inject(Shortcuts);
    shortcuts.register(
      [
        { keys: 'j', label: 'Next', run: () => pressed.push('j') },
        { keys: 'g i', label: 'Go to issues', run: () => pressed.push('g i') },
      ],
      TestBed.inject(Injector),
    );
  });

  it('run on one key', () => {
    press('j');

    expect(pressed).toEqual(['j']);
  });

  it('run on a sequence', () => {
    press('g');
    press('i');

    expect(pressed).toEqual(['g i']);
  });

  it('run after a key that means nothing, as after Shift alone', () => {
    press('x');
    press('j');
    press('g');
    press('Shift');
    press('i');

    expect(pressed).toEqual(['j', 'g i']);
  });

  it('are silent while the reader types', () => {
    const input = document.body.appendChild(document.createElement('input'));

    press('j', input);
    input.remove();

    expect(pressed).toEqual([]);
  });

  it('leave browser shortcuts alone', () => {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', ctrlKey: true, bubbles: true }));

    expect(pressed).toEqual([]);
  });

  it('stay off in this browser once they are switched off', () => {
    const shortcuts = TestBed.inject(Shortcuts);

    shortcuts.enable(false);
    press('j');
    expect(pressed).toEqual([]);
    expect(TestBed.runInInjectionContext(() => new Shortcuts()).enabled()).toBe(false);

    shortcuts.enable(true);
    press('j');
    expect(pressed).toEqual(['j']);
  });
});
