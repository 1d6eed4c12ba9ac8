/** The windows a client key's limit is offered for, in seconds; the server takes up to 32,767. */
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
