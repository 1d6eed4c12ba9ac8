import { CdkMenuTrigger } from '@angular/cdk/menu';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Menu, MenuItem } from './menu';

@Component({
  selector: 'test-page',
  imports: [CdkMenuTrigger, Menu, MenuItem],
  template: `<button type="button" [cdkMenuTriggerFor]="menu">Actions</button>
    <ng-template #menu>
      <div uiMenu>
        <button uiMenuItem type="button" (uiMenuItemTriggered)="done.set('Resolve')">Resolve</button>
        <button uiMenuItem type="button" [uiMenuItemDisabled]="true">Merge</button>
        <button uiMenuItem type="button" (uiMenuItemTriggered)="done.set('Delete')">Delete…</button>
      </div>
    </ng-template>`,
})
class Page {
  readonly done = signal('');
}

describe('menu', () => {
  async function setup() {
    const fixture = TestBed.createComponent(Page);
    document.body.append(fixture.nativeElement as HTMLElement);
    await fixture.whenStable();
    const trigger = (fixture.nativeElement as HTMLElement).querySelector('button') as HTMLElement;
    trigger.click();
    await fixture.whenStable();
    const items = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')];
    return { page: fixture.componentInstance, trigger, items, stable: () => fixture.whenStable() };
  }

  it('says that it is open, runs the command and closes', async () => {
    const { page, trigger, items, stable } = await setup();
    expect(trigger.getAttribute('aria-expanded')).toBe('true');

    items[2]?.click();
    await stable();

    expect(page.done()).toBe('Delete');
    expect(trigger.getAttribute('aria-expanded')).toBe('false');
  });

  it('runs nothing for a disabled command', async () => {
    const { page, items, stable } = await setup();

    items[1]?.click();
    await stable();

    expect(items[1]?.getAttribute('aria-disabled')).toBe('true');
    expect(page.done()).toBe('');
  });
});
