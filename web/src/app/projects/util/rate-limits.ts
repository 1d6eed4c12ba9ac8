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
