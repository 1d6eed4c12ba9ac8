/** Counts, shares, durations and sizes as interface §6 wants them: exact below 10,000, then 18.2k, 2.1M. */

const exact = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });

/** 9,999 → "9,999"; 18,204 → "18.2k"; 2,100,000 → "2.1M"; 340,000 → "340k". */
export function formatCount(value: number): string {
  const size = Math.abs(value);
  if (size < 10_000) return exact.format(value);
  if (size < 999_500) return `${scaled(value / 1_000)}k`;
  if (size < 999_500_000) return `${scaled(value / 1_000_000)}M`;
  return `${scaled(value / 1_000_000_000)}G`;
}

/** Every digit, grouped by the reader's locale. */
export function formatExact(value: number): string {
  return exact.format(value);
}

/** 0.613 → "61 %"; anything above nothing but under a thousandth → "< 0.1 %". */
export function formatShare(part: number, whole: number): string {
  if (whole <= 0) return '–';
  const share = (part / whole) * 100;
  if (share > 0 && share < 0.1) return '< 0.1 %';
  return `${share < 10 && share % 1 >= 0.05 ? share.toFixed(1) : Math.round(share)} %`;
}

/** Milliseconds → "412 ms", "1.84 s", "2 min 10 s". */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1_000).toFixed(2)} s`;
  const seconds = Math.round(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Bytes in steps of 1000: "812 B", "14.2 kB", "2.1 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 999_500) return `${scaled(bytes / 1_000)} kB`;
  if (bytes < 999_500_000) return `${scaled(bytes / 1_000_000)} MB`;
  return `${scaled(bytes / 1_000_000_000)} GB`;
}

/** "1 issue", "2 issues", "18.2k issues". */
export function formatUnits(value: number, one: string, many = `${one}s`): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}

function scaled(value: number): string {
  return Math.abs(value) >= 99.95 ? value.toFixed(0) : value.toFixed(1).replace(/\.0$/, '');
}
