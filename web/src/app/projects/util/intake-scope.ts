/** What the intake page looks at; all of it is in the URL. */
export interface IntakeScope {
  readonly period: string;
  /** A data category, or "" for everything. */
  readonly category: string;
}

export const DEFAULT_PERIOD = '24h';

export const periods = [
  { value: '1h', label: 'Last hour' },
  { value: '24h', label: 'Last 24 hours' },
  { value: '7d', label: 'Last 7 days' },
  { value: '30d', label: 'Last 30 days' },
] as const;

/** Data categories in the SDKs' spelling, in words. */
const CATEGORIES: Readonly<Record<string, string>> = {
  error: 'Errors',
  transaction: 'Transactions',
  span: 'Spans',
  log_item: 'Logs',
  session: 'Sessions',
  monitor: 'Check-ins',
  feedback: 'Feedback',
  attachment: 'Attachments',
  security: 'Security reports',
  trace_metric: 'Metrics',
  metric_bucket: 'Metric buckets',
  profile: 'Profiles',
  profile_chunk: 'Profile chunks',
  replay: 'Replays',
  internal: 'Client reports',
  default: 'Whole requests',
};

export const categories = [
  { value: '', label: 'All kinds' },
  ...Object.entries(CATEGORIES).map(([value, label]) => ({ value, label })),
];

/** "Errors"; a category this client does not know by its own name. */
export function categoryName(category: string): string {
  return entryOf(CATEGORIES, category) ?? sentence(category);
}

/** Unknown values fall back to the default: a mistyped link shows something. */
export function readScope(start: string | undefined, category: string | undefined): IntakeScope {
  const period = (start ?? '').replace(/^now-/, '');
  return {
    period: periods.some(({ value }) => value === period) ? period : DEFAULT_PERIOD,
    category: category && entryOf(CATEGORIES, category) ? category : '',
  };
}

/** The URL of a scope, without what is the default anyway. */
export function writeScope({ period, category }: IntakeScope): Record<string, string | null> {
  return {
    start: period === DEFAULT_PERIOD ? null : `now-${period}`,
    category: category || null,
  };
}

/** "log_byte" → "Log byte" */
export function sentence(name: string): string {
  const words = name.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The entry of that name. Clients choose their words freely: "constructor" is none of ours. */
export function entryOf<Entry>(entries: Readonly<Record<string, Entry>>, name: string): Entry | undefined {
  return Object.hasOwn(entries, name) ? entries[name] : undefined;
}
