import { barPath, niceMaximum } from './bars';

/** A bucket of a stacked chart: its start, and one value per series. */
export interface Stack {
  readonly at: number;
  readonly values: readonly number[];
}

/** Below this a bar would vanish. */
const THINNEST = 1;

/** One SVG path per series, each standing on those before it; linear, up to the next round number. */
export function stackPaths(stacks: readonly Stack[], width: number, height: number): readonly string[] {
  const maximum = niceMaximum(Math.max(0, ...stacks.map(totalOf)));
  const gap = Math.min(2, (width / Math.max(1, stacks.length)) * 0.2);
  const floors = stacks.map(() => height);
  const count = stacks[0]?.values.length ?? 0;
  return Array.from({ length: count }, (_, series) => {
    const heights = stacks.map(({ values }) => {
      const value = values[series] ?? 0;
      return value <= 0 ? 0 : Math.max(THINNEST, (value / maximum) * height);
    });
    const path = barPath(heights, width, gap, [...floors]);
    heights.forEach((bar, index) => (floors[index] = (floors[index] ?? height) - bar));
    return path;
  });
}

/** Sums every `size` buckets into one, so that bars stay wide enough to see. */
export function foldStacks(stacks: readonly Stack[], size: number): readonly Stack[] {
  const folded: Stack[] = [];
  for (let from = 0; from < stacks.length; from += size) {
    const group = stacks.slice(from, from + size);
    const first = group[0] as Stack;
    const values = first.values.map((_, series) =>
      group.reduce((sum, { values: each }) => sum + (each[series] ?? 0), 0),
    );
    folded.push({ at: first.at, values });
  }
  return folded;
}

export function totalOf({ values }: Stack): number {
  return values.reduce((sum, value) => sum + value, 0);
}
