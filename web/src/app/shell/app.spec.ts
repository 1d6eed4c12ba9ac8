import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { App } from './app';

@Component({ selector: 'test-page', template: '<main id="main" tabindex="-1"><h1>the page</h1></main>' })
class Page {}

describe('the application', () => {
  let failWith: unknown;

  async function setup() {
    const fail = () => {
      if (failWith) throw failWith;
      return true;
    };
    TestBed.configureTestingModule({
      providers: [
        provideRouter([
          { path: 'broken', canActivate: [fail], component: Page },
          { path: '**', component: Page },
        ]),
      ],
    });
    const fixture = TestBed.createComponent(App);
    document.body.append(fixture.nativeElement as HTMLElement);
    const go = async (url: string) => {
      await TestBed.inject(Router)
        .navigateByUrl(url)
        .catch(() => undefined);
      await fixture.whenStable();
    };
    await go('/first');
    const heading = () =>
      [...(fixture.nativeElement as HTMLElement).querySelectorAll<HTMLElement>('h1, [role=heading]')]
        .filter((element) => !element.closest('[hidden]'))
        .map((element) => element.textContent?.trim());
    return { go, heading };
  }

  it('says that a page could not be opened, instead of staying blank', async () => {
    const { go, heading } = await setup();
    expect(heading()).toEqual(['the page']);

    failWith = { status: 503, error: { detail: 'The server restarts.' } };
    await go('/broken');
    expect(heading()).toEqual(['The page did not load']);
    expect(document.body.textContent).toContain('The server restarts.');

    failWith = undefined;
    await go('/broken');
    expect(heading()).toEqual(['the page']);
  });

  it('knows files that an update has replaced', async () => {
    const { go } = await setup();

    failWith = new TypeError('Failed to fetch dynamically imported module');
    await go('/broken');

    expect(document.body.textContent).toContain('may have been updated meanwhile');
  });
});
