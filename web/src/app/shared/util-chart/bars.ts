/** SVG paths for bars: one path for a whole series instead of an element per bar. */

/** Height of a sparkline bar on the scale all rows of a list share: 0 to 10,000 per bucket, logarithmic. */
export function logHeight(value: number, height: number): number {
  if (value <= 0) return 0;
  return Math.max(1.5, Math.min(1, Math.log10(value + 1) / 4) * height);
}

/** Horizontal lines of that scale at 10, 100 and 1,000. */
export function logGrid(width: number, height: number): string {
  return [10, 100, 1_000].map((value) => `M0 ${round(height - logHeight(value, height))}H${width}`).join('');
}

/** Bars of `heights`, standing on `base` (one height, or one per bar to stack on another series). */
export function barPath(
  heights: readonly number[],
  width: number,
  gap: number,
  base: number | readonly number[],
): string {
  const step = width / Math.max(1, heights.length);
  return heights
    .map((height, index) => {
      if (height <= 0) return '';
      const floor = typeof base === 'number' ? base : (base[index] ?? 0);
      const bar = round(step - gap);
      return `M${round(index * step)} ${round(floor)}v${round(-height)}h${bar}v${round(height)}z`;
    })
    .join('');
}

/** The next round number that the highest bar fits under: 1, 2 or 5 times a power of ten. */
export function niceMaximum(highest: number): number {
  if (highest <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(highest));
  return ([1, 2, 5, 10].find((factor) => factor * power >= highest) ?? 10) * power;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
