import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { LoadError } from './load-error';

@Component({
  selector: 'test-page',
  imports: [LoadError],
  template: `<ui-load-error subject="Issues" thing="issue" [error]="error()" (retry)="retried.set(true)">
    <a href="/acme/issues">Go to issues</a>
  </ui-load-error>`,
})
class Page {
  readonly error = signal<unknown>({ status: 503, error: { detail: 'The server restarts.' } });
  readonly retried = signal(false);
}

describe('a load error', () => {
  async function setup(error?: unknown) {
    const fixture = TestBed.createComponent(Page);
    if (error) fixture.componentInstance.error.set(error);
    await fixture.whenStable();
    const root = fixture.nativeElement as HTMLElement;
    return {
      page: fixture.componentInstance,
      text: () => root.textContent?.replace(/\s+/g, ' ').trim(),
      root,
    };
  }

  it('says why and offers to try again', async () => {
    const { page, text, root } = await setup();

    expect(text()).toContain('Issues did not load');
    expect(text()).toContain('The server restarts.');
    [...root.querySelectorAll('button')].find((button) => button.textContent?.trim() === 'Retry')?.click();
    expect(page.retried()).toBe(true);
  });

  it('tells not found apart and shows the way out', async () => {
    const { text } = await setup({ status: 404, error: { detail: 'Not Found' } });

    expect(text()).toContain('No such issue');
    expect(text()).toContain('Go to issues');
    expect(text()).not.toContain('Retry');
  });

  it('tells no permission apart', async () => {
    const { text } = await setup({ status: 403, error: { detail: 'Members of team web only.' } });

    expect(text()).toContain('You may not see this issue');
    expect(text()).toContain('Members of team web only.');
  });

  it('moves focus to its heading, since it replaces the page', async () => {
    const { root } = await setup({ status: 404 });

    expect(document.activeElement === root.querySelector('[role=heading]') || !root.isConnected).toBe(true);
  });
});
