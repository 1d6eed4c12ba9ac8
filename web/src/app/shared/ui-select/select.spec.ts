import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Select } from './select';
import { SelectHarness } from './select-harness';

@Component({
  selector: 'test-page',
  imports: [Select],
  template: `<ui-select label="Team" [options]="options()" [(value)]="team" />`,
})
class Page {
  readonly team = signal('web');
  readonly options = signal(['web', 'payments'].map((value) => ({ value, label: value })));
}

describe('select', () => {
  async function setup(options?: string[]) {
    const fixture = TestBed.createComponent(Page);
    if (options) fixture.componentInstance.options.set(options.map((value) => ({ value, label: value })));
    await fixture.whenStable();
    return { page: fixture.componentInstance, select: new SelectHarness(fixture, 'Team') };
  }

  it('says its name and value', async () => {
    const { select } = await setup();

    expect(select.trigger.getAttribute('aria-label')).toBe('Team: web');
    expect(select.trigger.getAttribute('aria-expanded')).toBe('false');
  });

  it('chooses from the list, closes and gives focus back', async () => {
    const { page, select } = await setup();

    await select.choose('payments');

    expect(page.team()).toBe('payments');
    expect(select.trigger.getAttribute('aria-expanded')).toBe('false');
    expect(document.activeElement).toBe(select.trigger);
  });

  it('filters a long list', async () => {
    const { page, select } = await setup(['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'zebra']);

    await select.open();
    await select.filter('zeb');

    expect(select.options()).toEqual(['zebra']);
    await select.choose('zebra');
    expect(page.team()).toBe('zebra');
  });
});
