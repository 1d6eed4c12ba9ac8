import { barPath, logHeight, niceMaximum } from './bars';

describe('bars', () => {
  it('share a logarithmic scale to ten thousand', () => {
    expect(logHeight(0, 28)).toBe(0);
    expect(logHeight(1, 28)).toBeGreaterThanOrEqual(1.5);
    expect(logHeight(99, 28)).toBeCloseTo(14, 1);
    expect(logHeight(9_999, 28)).toBeCloseTo(28, 1);
    expect(logHeight(5_000_000, 28)).toBe(28);
  });

  it('draw one path and leave out empty buckets', () => {
    expect(barPath([10, 0, 5], 30, 1, 28)).toBe('M0 28v-10h9v10zM20 28v-5h9v5z');
  });

  it('stack on another series', () => {
    expect(barPath([4, 4], 20, 2, [20, 10])).toBe('M0 20v-4h8v4zM10 10v-4h8v4z');
  });

  it('end at a round number', () => {
    expect([0, 1, 3, 5, 18, 203, 9_330].map(niceMaximum)).toEqual([1, 1, 5, 5, 20, 500, 10_000]);
  });
});
