/** How the reader wants times shown. `zone` is an IANA name; undefined means the browser's. */
export interface TimeSettings {
  readonly zone?: string;
  readonly clock24Hours: boolean;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The distance between two instants in its largest whole unit: "12 s", "4 min", "3 h", "41 d". Never negative. */
export function formatAge(from: number, now: number): string {
  const age = Math.max(0, now - from);
  if (age < MINUTE) return `${Math.floor(age / 1000)} s`;
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`;
  if (age < 2 * DAY) return `${Math.floor(age / HOUR)} h`;
  return `${Math.floor(age / DAY)} d`;
}

/** "Tue 24 Nov 2026, 10:31:48 (Europe/Berlin)": what hover, focus and the accessible name say. */
export function formatExactTime(at: number, settings: TimeSettings): string {
  return `${formatDay(at, settings)}, ${formatClock(at, settings)} (${zoneName(settings)})`;
}

/** "Tue 24 Nov 2026" */
export function formatDay(at: number, settings: TimeSettings): string {
  const parts = partsOf(at, settings.zone, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  return `${parts['weekday']} ${parts['day']} ${parts['month']} ${parts['year']}`;
}

/** "10:31:48" or "10:31:48 pm"; with milliseconds for records. */
export function formatClock(at: number, settings: TimeSettings, milliseconds = false): string {
  const parts = partsOf(at, settings.zone, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: settings.clock24Hours ? 'h23' : 'h12',
  });
  const fraction = milliseconds ? `.${parts['fractionalSecond']}` : '';
  const half = settings.clock24Hours ? '' : ` ${parts['dayPeriod']?.toLowerCase()}`;
  return `${parts['hour']}:${parts['minute']}:${parts['second']}${fraction}${half}`;
}

export function zoneName(settings: TimeSettings): string {
  return settings.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function partsOf(at: number, timeZone: string | undefined, format: Intl.DateTimeFormatOptions) {
  // The order and words are ours (day month year, no comma), so the locale only gives the parts.
  const parts = new Intl.DateTimeFormat('en-GB', { ...format, timeZone }).formatToParts(at);
  return Object.fromEntries(parts.map((part) => [part.type, part.value])) as Record<
    string,
    string | undefined
  >;
}
