import { formatAge, formatClock, formatExactTime } from './times';

const at = Date.UTC(2026, 10, 24, 9, 31, 48, 250);

describe('times', () => {
  it('say their age in the largest whole unit', () => {
    expect(formatAge(at, at + 12_900)).toBe('12 s');
    expect(formatAge(at, at + 4 * 60_000)).toBe('4 min');
    expect(formatAge(at, at + 3 * 3_600_000)).toBe('3 h');
    expect(formatAge(at, at + 41 * 86_400_000)).toBe('41 d');
  });

  it('are zero, not negative, when the other clock is ahead', () => {
    expect(formatAge(at + 5_000, at)).toBe('0 s');
  });

  it('name the reader’s zone with the exact time', () => {
    expect(formatExactTime(at, { zone: 'Europe/Berlin', clock24Hours: true })).toBe(
      'Tue 24 Nov 2026, 10:31:48 (Europe/Berlin)',
    );
  });

  it('follow the twelve hour clock and show milliseconds when asked', () => {
    expect(formatClock(at, { zone: 'America/New_York', clock24Hours: false })).toBe('04:31:48 am');
    expect(formatClock(at, { zone: 'UTC', clock24Hours: true }, true)).toBe('09:31:48.250');
  });
});
