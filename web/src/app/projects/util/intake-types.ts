/** What became of everything a project received, as the server counts it. */

/** The parts that received items split into; their sum is `received`. */
export type Part = 'accepted' | 'filtered' | 'rateLimited' | 'invalid' | 'dropped' | 'setAside';

/** Everything but what was stored. */
export type NotKept = Exclude<Part, 'accepted'>;

export type IntakeTotals = Readonly<Record<Part | 'received', number>>;

export type IntakeBucket = Readonly<Record<Part, number>> & {
  /** Start of the bucket. */
  readonly time: string;
};

export interface IntakeReason {
  /** In the stored spelling: "filtered", "rate_limited", "invalid", "dropped", "set_aside". */
  readonly outcome: string;
  readonly reason: string;
  readonly category: string;
  readonly quantity: number;
  readonly lastSeen: string;
  /** What exactly, such as the key and its limit. */
  readonly detail?: string | null;
}

/** What SDKs told that they did not send. */
export interface ClientDiscard {
  readonly reason: string;
  readonly category: string;
  readonly quantity: number;
  readonly lastSeen: string;
}

/** While a project sends far more than it usually does, only a share of it is kept. */
export interface Spike {
  readonly since: string;
  /** 0 to 1. */
  readonly keepRate: number;
}

export interface IntakeReport {
  readonly start: string;
  readonly end: string;
  /** Seconds of a bucket. */
  readonly interval: number;
  readonly totals: IntakeTotals;
  /** Acknowledged and not yet counted; absent when the server does not know. */
  readonly inFlight?: number | null;
  readonly series: readonly IntakeBucket[];
  readonly reasons: readonly IntakeReason[];
  readonly clientDiscards: readonly ClientDiscard[];
  readonly spike?: Spike | null;
}

/** An item that could not be processed, kept with its bytes. */
export interface SetAsideItem {
  readonly id: string;
  readonly receivedAt: string;
  readonly itemType: string;
  readonly reason: string;
  readonly detail: string | null;
  /** Bytes. */
  readonly size: number;
}
