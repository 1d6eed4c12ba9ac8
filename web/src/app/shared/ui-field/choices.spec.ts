import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Checkbox } from './checkbox';
import { Switch } from './switch';

@Component({
  selector: 'test-page',
  imports: [Checkbox, Switch],
  template: `<ui-checkbox [(checked)]="read">read</ui-checkbox>
    <ui-checkbox [disabled]="true">write</ui-checkbox>
    <ui-switch [(checked)]="live">Live updates</ui-switch>`,
})
class Page {
  readonly read = signal(true);
  readonly live = signal(false);
}

describe('checkbox and switch', () => {
  it('are native inputs named by their text', async () => {
    const fixture = TestBed.createComponent(Page);
    await fixture.whenStable();
    const [read, write, live] = [...(fixture.nativeElement as HTMLElement).querySelectorAll('input')];

    expect([read, write, live].map((input) => input?.labels?.[0]?.textContent?.trim())).toEqual([
      'read',
      'write',
      'Live updates',
    ]);
    expect(live?.getAttribute('role')).toBe('switch');
    expect(write?.disabled).toBe(true);

    read?.click();
    live?.click();

    expect(fixture.componentInstance.read()).toBe(false);
    expect(fixture.componentInstance.live()).toBe(true);
  });
});
