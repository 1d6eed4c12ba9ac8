import { RateLimit } from '../util-api/api-types';

/** The windows that limits are offered for, in seconds. */
export const windows = [
  { value: '60', label: 'minute' },
  { value: '3600', label: 'hour' },
  { value: '21600', label: '6 hours' },
] as const;

/** "per minute", or "per 90 s" for a window that was set through the API. */
export function describeWindow(seconds: number): string {
  const known = windows.find(({ value }) => Number(value) === seconds);
  return known ? `per ${known.label}` : `per ${seconds} s`;
}

/** The windows as options of a select, and the one in use if it is another. */
export function windowChoices(inUse?: number): readonly { value: string; label: string }[] {
  const known = windows.map(({ value, label }) => ({ value: value as string, label: `per ${label}` }));
  const isKnown = !inUse || known.some(({ value }) => value === String(inUse));
  return isKnown ? known : [{ value: String(inUse), label: describeWindow(inUse) }, ...known];
}

/** Of projects and organizations; client keys have a lower one. */
export const HIGHEST_LIMIT = 1_000_000_000;

/** Text of a number field → an error, or nothing for a limit the server takes. Empty means no limit. */
export function limitUpTo(most: number, count: string): string | undefined {
  if (!count.trim()) return undefined;
  const value = Number(count);
  return Number.isInteger(value) && value >= 1 && value <= most
    ? undefined
    : `Enter a whole number from 1 to ${most}, or leave it empty for no limit.`;
}

/** A limit as it stands in a form: text of a number, empty for none, and seconds. */
export interface LimitDraft {
  readonly count: string;
  readonly window: string;
}

export function limitDraft(limit: RateLimit | null, usualWindow = 3600): LimitDraft {
  return { count: String(limit?.count ?? ''), window: String(limit?.window ?? usualWindow) };
}

export function limitOf({ count, window }: LimitDraft): RateLimit | null {
  return count.trim() ? { count: Number(count), window: Number(window) } : null;
}

/** Without a count the window means nothing. */
export function sameLimit(one: LimitDraft, other: LimitDraft): boolean {
  const window = other.count.trim() ? other.window : one.window;
  return one.count.trim() === other.count.trim() && one.window === window;
}
