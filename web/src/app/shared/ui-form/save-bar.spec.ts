import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { SaveBar } from './save-bar';

@Component({
  selector: 'test-page',
  imports: [SaveBar],
  template: `<form (submit)="$event.preventDefault(); saved.set(true)">
    <ui-save-bar [changes]="changes()" (discard)="changes.set([])" />
  </form>`,
})
class Page {
  readonly changes = signal<readonly string[]>([]);
  readonly saved = signal(false);
}

describe('save bar', () => {
  it('appears with the first change, names it, saves and discards', async () => {
    const fixture = TestBed.createComponent(Page);
    await fixture.whenStable();
    const root = fixture.nativeElement as HTMLElement;
    const bar = () => root.querySelector('[role=region]');
    const click = (name: string) =>
      [...root.querySelectorAll('button')].find((button) => button.textContent?.trim() === name)?.click();
    expect(bar()).toBeNull();

    fixture.componentInstance.changes.set(['Name', 'Slug']);
    await fixture.whenStable();
    expect(bar()?.textContent).toContain('Changed: Name, Slug');

    document.body.append(root);
    click('Save changes');
    expect(fixture.componentInstance.saved()).toBe(true);

    click('Discard');
    await fixture.whenStable();
    expect(bar()).toBeNull();
  });
});
