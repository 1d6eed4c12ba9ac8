import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Tooltip } from './tooltip';

@Component({
  selector: 'test-page',
  imports: [Tooltip],
  template: `<button type="button" aria-label="Copy" uiTooltip="Copy the trace (C)"></button>`,
})
class Page {}

describe('tooltip', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  function setup() {
    const fixture = TestBed.createComponent(Page);
    fixture.detectChanges();
    const button = (fixture.nativeElement as HTMLElement).querySelector('button') as HTMLElement;
    const shown = () => {
      TestBed.tick();
      return document.querySelector('[role=tooltip]')?.textContent;
    };
    return { button, shown };
  }

  it('comes after 300 ms of hovering and goes with the pointer', () => {
    const { button, shown } = setup();

    button.dispatchEvent(new Event('mouseenter'));
    vi.advanceTimersByTime(299);
    expect(shown()).toBeUndefined();
    vi.advanceTimersByTime(2);
    expect(shown()).toBe('Copy the trace (C)');

    button.dispatchEvent(new Event('mouseleave'));
    expect(shown()).toBeUndefined();
  });

  it('goes with Escape', () => {
    const { button, shown } = setup();
    button.dispatchEvent(new Event('mouseenter'));
    vi.advanceTimersByTime(301);
    expect(shown()).toBe('Copy the trace (C)');

    button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));

    expect(shown()).toBeUndefined();
  });
});
