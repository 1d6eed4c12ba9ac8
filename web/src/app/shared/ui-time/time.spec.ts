import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Clock } from '../util-time/clock';
import { Count } from './count';
import { Time } from './time';

@Component({
  selector: 'test-page',
  imports: [Time, Count],
  template: `<p id="seen"><ui-time [at]="seen" [ago]="true" /></p>
    <p id="never"><ui-time [at]="null" /></p>
    <p id="many"><ui-count [value]="18204" /></p>
    <p id="few"><ui-count [value]="41" /></p>`,
})
class Page {
  readonly seen = Date.now() - 4.5 * 60_000;
}

describe('times and counts', () => {
  async function setup() {
    TestBed.inject(Clock).settings.set({ zone: 'UTC', clock24Hours: true });
    const fixture = TestBed.createComponent(Page);
    await fixture.whenStable();
    return (id: string) => fixture.nativeElement.querySelector(`#${id} > * > *`) as HTMLElement;
  }

  it('show an age and keep the exact time within reach', async () => {
    const find = await setup();

    expect(find('seen').textContent).toContain('4 min ago');
    expect(find('seen').title).toMatch(/^\w{3} \d+ \w{3,4} \d{4}, \d\d:\d\d:\d\d \(UTC\)$/);
    expect(find('never').textContent).toBe('–');
  });

  it('shorten a count and keep every digit within reach', async () => {
    const find = await setup();

    expect(find('many').textContent).toBe('18.2k');
    expect(find('many').getAttribute('aria-label')).toBe('18,204');
    expect(find('few').textContent).toBe('41');
    expect(find('few').getAttribute('title')).toBeNull();
  });
});
