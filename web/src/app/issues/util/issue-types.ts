/** Issues as the server sends them. Ids are strings, times ISO text. */

export type IssueStatus = 'unresolved' | 'resolved' | 'ignored';
export type StatsPeriod = '24h' | '14d';
/** `[epoch seconds, events]` */
export type StatsBucket = readonly [number, number];

export interface IssueMetadata {
  readonly type?: string;
  readonly value?: string;
  readonly filename?: string;
  readonly function?: string;
}

export interface IssueProject {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly platform: string | null;
}

export interface IssueRelease {
  readonly version: string;
  readonly shortVersion: string;
}

export interface Issue {
  readonly id: string;
  readonly shortId: string;
  readonly count: string;
  readonly userCount: number | null;
  readonly type: string;
  readonly level: string;
  readonly status: IssueStatus;
  readonly title: string;
  readonly culprit: string | null;
  readonly metadata: IssueMetadata;
  readonly project: IssueProject;
  readonly platform?: string | null;
  readonly stats: Readonly<Partial<Record<StatsPeriod, readonly StatsBucket[]>>> | null;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly firstRelease?: IssueRelease | null;
  readonly lastRelease?: IssueRelease | null;
  readonly matchingEventId?: string | null;
  readonly isNew?: boolean;
  readonly isRegressed?: boolean;
  readonly regressedAt?: string | null;
  readonly isUnhandled?: boolean;
  readonly numComments?: number;
  readonly resolvedAt?: string | null;
  readonly resolvedBy?: Actor | null;
}

export interface Actor {
  readonly id: string;
  readonly name: string | null;
  readonly email: string;
}

export interface IssueCounts {
  readonly unresolved: number;
  readonly new: number;
  readonly regressed: number;
  readonly ignored: number;
  readonly resolved: number;
  /** A count that reached this stands for "or more". */
  readonly cap: number;
}

export interface IssueHistogram {
  readonly bucketSeconds: number;
  readonly buckets: readonly { readonly at: string; readonly known: number; readonly fresh: number }[];
}

export interface Environment {
  readonly id: number | string;
  readonly name: string;
}

export interface IssueTag {
  readonly key: string;
  readonly name: string;
  readonly uniqueValues: number;
  readonly totalValues: number;
  readonly topValues: readonly { readonly value: string; readonly count: number }[];
  readonly otherCount?: number;
}

export interface Activity {
  readonly id: string;
  readonly type: string;
  readonly user: Actor | null;
  readonly dateCreated: string;
  readonly data: Readonly<Record<string, unknown>> | null;
}
