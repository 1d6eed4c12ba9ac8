import { TestBed } from '@angular/core/testing';
import { PageTitle } from './page-title';

describe('page title', () => {
  it('names the thing, then where it is', () => {
    const title = TestBed.inject(PageTitle);
    title.place.set('Acme Retail');

    title.set('Members');
    TestBed.tick();
    expect(document.title).toBe('Members · Acme Retail · Fettle');

    title.set('TypeError: x is null', undefined, 'storefront');
    TestBed.tick();
    expect(document.title).toBe('TypeError: x is null · storefront · Fettle');
  });
});
