import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Tabs } from './tabs';

@Component({
  selector: 'test-page',
  imports: [Tabs],
  template: `<ui-tabs label="Package manager" panel="code" [tabs]="tabs" [(selected)]="selected" />`,
})
class Page {
  readonly tabs = ['npm', 'pnpm', 'yarn'].map((id) => ({ id, label: id }));
  readonly selected = signal('npm');
}

describe('tabs', () => {
  it('move with the arrows, around the ends, with one tab stop', async () => {
    const fixture = TestBed.createComponent(Page);
    await fixture.whenStable();
    const tabs = () => [
      ...(fixture.nativeElement as HTMLElement).querySelectorAll<HTMLElement>('[role=tab]'),
    ];
    const press = async (key: string) => {
      tabs()
        .find((tab) => tab.tabIndex === 0)
        ?.dispatchEvent(new KeyboardEvent('keydown', { key }));
      await fixture.whenStable();
    };

    await press('ArrowLeft');
    expect(fixture.componentInstance.selected()).toBe('yarn');
    await press('Home');
    await press('ArrowRight');
    expect(fixture.componentInstance.selected()).toBe('pnpm');
    expect(tabs().map((tab) => tab.getAttribute('aria-selected'))).toEqual(['false', 'true', 'false']);
    expect(tabs().map((tab) => tab.tabIndex)).toEqual([-1, 0, -1]);
  });
});
