import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { PlatformPicker } from './platform-picker';

@Component({
  selector: 'test-page',
  imports: [PlatformPicker],
  template: `<app-platform-picker [(value)]="platform" />`,
})
class Page {
  readonly platform = signal('');
}

describe('platform picker', () => {
  async function setup() {
    const fixture = TestBed.createComponent(Page);
    await fixture.whenStable();
    const root = fixture.nativeElement as HTMLElement;
    const field = root.querySelector('[aria-label="Search platforms"]') as HTMLInputElement;
    const search = async (text: string) => {
      field.value = text;
      field.dispatchEvent(new Event('input'));
      await fixture.whenStable();
    };
    return { page: fixture.componentInstance, root, field, search, stable: () => fixture.whenStable() };
  }

  it('narrows the choices while typing and says how many are left', async () => {
    const { root, search } = await setup();

    await search('spring');

    expect([...root.querySelectorAll('label')].map((label) => label.textContent?.trim())).toEqual([
      'spSpring Boot',
    ]);
    expect(root.querySelector('[role=status]')?.textContent).toBe('1 platform matches');
  });

  it('takes the best match with Enter without sending a form', async () => {
    const { page, field, search } = await setup();
    await search('djan');

    const enter = new KeyboardEvent('keydown', { key: 'Enter', cancelable: true });
    field.dispatchEvent(enter);

    expect(page.platform()).toBe('python-django');
    expect(enter.defaultPrevented).toBe(true);
  });

  it('keeps the choice when the search changes', async () => {
    const { page, root, search, stable } = await setup();
    root.querySelector<HTMLInputElement>('input[value=go]')?.click();
    await search('java');
    await search('');
    await stable();

    expect(page.platform()).toBe('go');
    expect(root.querySelector<HTMLInputElement>('input[value=go]')?.checked).toBe(true);
  });
});
