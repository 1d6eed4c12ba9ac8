import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Button } from './button';

@Component({
  selector: 'test-page',
  imports: [Button],
  template: `<button
      uiButton
      type="button"
      variant="primary"
      icon="check"
      [busy]="busy()"
      (click)="pressed.set(true)">
      {{ busy() ? 'Saving' : 'Save' }}
    </button>
    <a uiButton href="/acme/issues">Issues</a>`,
})
class Page {
  readonly busy = signal(false);
  readonly pressed = signal(false);
}

describe('button', () => {
  async function setup() {
    const fixture = TestBed.createComponent(Page);
    await fixture.whenStable();
    const root = fixture.nativeElement as HTMLElement;
    return { fixture, page: fixture.componentInstance, button: root.querySelector('button'), root };
  }

  it('stays a native button and a native link', async () => {
    const { page, button, root } = await setup();

    button?.click();

    expect(page.pressed()).toBe(true);
    expect(button?.textContent?.trim()).toBe('Save');
    expect(root.querySelector('a')?.getAttribute('href')).toBe('/acme/issues');
  });

  it('says that it is busy and keeps its place in the tab order', async () => {
    const { fixture, page, button } = await setup();

    page.busy.set(true);
    await fixture.whenStable();

    expect(button?.getAttribute('aria-busy')).toBe('true');
    expect(button?.textContent?.trim()).toBe('Saving');
    expect(button?.disabled).toBe(false);
  });
});
