import { IntakeBucket, IntakeReport, IntakeTotals, NotKept, Part } from './intake-types';

export interface Share {
  readonly part: Part;
  readonly label: string;
  /** What the part means, for those who meet the word for the first time. */
  readonly hint: string;
}

/** The right side of the equation, in the order an item meets them. */
export const parts: readonly Share[] = [
  { part: 'accepted', label: 'Stored', hint: 'Kept, and shown in issues and lists' },
  { part: 'filtered', label: 'Filtered', hint: 'Left out by a filter of this project' },
  { part: 'rateLimited', label: 'Rate limited', hint: 'Over a limit; the SDK was told when to come back' },
  { part: 'invalid', label: 'Refused', hint: 'Not allowed in, or not understood' },
  { part: 'dropped', label: 'Dropped', hint: 'Understood and not kept, such as duplicates' },
  { part: 'setAside', label: 'Set aside', hint: 'Kept as it came, to be tried again' },
];

export const notKeptParts = parts.filter(({ part }) => part !== 'accepted') as readonly (Share & {
  readonly part: NotKept;
})[];

/** Outcomes of reasons in the stored spelling, as parts of the balance. */
const PARTS: Readonly<Record<string, Part>> = {
  accepted: 'accepted',
  filtered: 'filtered',
  rate_limited: 'rateLimited',
  invalid: 'invalid',
  dropped: 'dropped',
  set_aside: 'setAside',
};

export function partOf(outcome: string): Share | undefined {
  return parts.find(({ part }) => part === PARTS[outcome]);
}

/** What was received and is in none of the parts; 0 when the books balance. */
export function unexplained(totals: IntakeTotals): number {
  return totals.received - parts.reduce((sum, { part }) => sum + totals[part], 0);
}

/** What was not kept, per bucket and part. */
export function notKeptOf(bucket: IntakeBucket): readonly number[] {
  return notKeptParts.map(({ part }) => bucket[part]);
}

/** "per hour", "per 5 min", "per day" */
export function bucketName({ interval }: Pick<IntakeReport, 'interval'>): string {
  if (interval === 3_600) return 'per hour';
  if (interval === 86_400) return 'per day';
  return interval % 3_600 === 0 ? `per ${interval / 3_600} hours` : `per ${Math.round(interval / 60)} min`;
}
