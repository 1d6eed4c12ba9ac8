import { TestBed } from '@angular/core/testing';
import { StackedBars } from './stacked-bars';

describe('stacked bars', () => {
  it('are one named image with its numbers as a table', async () => {
    const fixture = TestBed.createComponent(StackedBars);
    fixture.componentRef.setInput('label', 'Items not kept');
    fixture.componentRef.setInput('per', 'per hour');
    fixture.componentRef.setInput('series', [
      { label: 'Filtered', tone: 'filtered' },
      { label: 'Refused', tone: 'invalid' },
    ]);
    fixture.componentRef.setInput('bars', [
      { at: 0, values: [7, 0] },
      { at: 3_600_000, values: [2, 40] },
    ]);
    await fixture.whenStable();
    const root = fixture.nativeElement as HTMLElement;
    expect(root.querySelector('[role=img]')?.getAttribute('aria-label')).toBe(
      'Items not kept per hour: now 42, peak 42',
    );
    expect(root.textContent).toContain('50 per hour');

    root.querySelector('button')?.click();
    await fixture.whenStable();

    expect([...root.querySelectorAll('th')].map((cell) => cell.textContent)).toEqual([
      'From',
      'Filtered',
      'Refused',
    ]);
    expect([...root.querySelectorAll('td.num')].map((cell) => cell.textContent)).toEqual([
      '7',
      '0',
      '2',
      '40',
    ]);
  });
});
