import { Answer } from '@shared/util-api/shapes';

/** What became of everything a project received, as the server counts it. */

/** The parts that received items split into; their sum is `received`. */
export type Part = 'accepted' | 'filtered' | 'rateLimited' | 'invalid' | 'dropped' | 'setAside';

/** Everything but what was stored. */
export type NotKept = Exclude<Part, 'accepted'>;

/** `interval` is the seconds of a bucket; while there is a spike, only a share of what is sent is kept. */
export type IntakeReport = Answer<'/api/0/projects/{organization}/{project}/intake/'>;
export type IntakeTotals = IntakeReport['totals'];
export type IntakeBucket = IntakeReport['series'][number];
/** Its outcome is in the stored spelling: "filtered", "rate_limited", "invalid", "dropped", "set_aside". */
export type IntakeReason = IntakeReport['reasons'][number];
/** What SDKs told that they did not send. */
export type ClientDiscard = IntakeReport['clientDiscards'][number];

/** An item that could not be processed, kept with its bytes. */
export type SetAsideItem = Answer<'/api/0/projects/{organization}/{project}/intake/set-aside/'>[number];
