import { TestBed } from '@angular/core/testing';
import { Histogram } from './histogram';
import { Sparkline } from './sparkline';

describe('charts', () => {
  it('name a sparkline by what it counts, its present and its peak', async () => {
    const fixture = TestBed.createComponent(Sparkline);
    fixture.componentRef.setInput('values', [3, 18_204, 12]);
    fixture.componentRef.setInput('label', 'Events per hour over 24 hours');
    await fixture.whenStable();

    const image = (fixture.nativeElement as HTMLElement).querySelector('[role=img]');
    expect(image?.getAttribute('aria-label')).toBe('Events per hour over 24 hours: now 12, peak 18.2k');
  });

  it('give the numbers of a histogram as a table', async () => {
    const fixture = TestBed.createComponent(Histogram);
    fixture.componentRef.setInput('label', 'Events per hour');
    fixture.componentRef.setInput('bars', [
      { at: 0, known: 7, fresh: 0 },
      { at: 3_600_000, known: 2, fresh: 40 },
    ]);
    await fixture.whenStable();
    const root = fixture.nativeElement as HTMLElement;
    expect(root.querySelector('[role=img]')?.getAttribute('aria-label')).toBe(
      'Events per hour: now 42, peak 42',
    );

    root.querySelector('button')?.click();
    await fixture.whenStable();

    const cells = [...root.querySelectorAll('td.num')].map((cell) => cell.textContent);
    expect(cells).toEqual(['7', '0', '2', '40']);
  });
});
