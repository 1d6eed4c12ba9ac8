/** Events as the server sends them. Everything an SDK may leave out is optional: what is missing is not shown. */

export type Vars = Readonly<Record<string, unknown>>;

export interface Frame {
  readonly filename?: string | null;
  readonly absPath?: string | null;
  readonly module?: string | null;
  readonly function?: string | null;
  readonly rawFunction?: string | null;
  readonly lineNo?: number | null;
  readonly colNo?: number | null;
  readonly inApp?: boolean | null;
  /** `[line number, text]` */
  readonly context?: readonly (readonly [number, string | null])[] | null;
  readonly vars?: Vars | null;
  readonly package?: string | null;
  readonly platform?: string | null;
  readonly instructionAddr?: string | null;
  readonly symbol?: string | null;
}

export interface StackTrace {
  /** Oldest call first, as SDKs send them. */
  readonly frames?: readonly Frame[] | null;
  readonly framesOmitted?: readonly number[] | null;
}

export interface ExceptionValue {
  readonly type?: string | null;
  readonly value?: string | null;
  readonly module?: string | null;
  readonly threadId?: string | number | null;
  readonly mechanism?: { readonly type?: string | null; readonly handled?: boolean | null } | null;
  readonly stacktrace?: StackTrace | null;
}

export interface ThreadValue {
  readonly id?: string | number | null;
  readonly name?: string | null;
  readonly crashed?: boolean | null;
  readonly current?: boolean | null;
  readonly stacktrace?: StackTrace | null;
}

export interface BreadcrumbValue {
  readonly type?: string | null;
  readonly category?: string | null;
  readonly message?: string | null;
  readonly data?: Vars | null;
  readonly level?: string | null;
  readonly timestamp?: string | null;
}

export interface RequestData {
  readonly url?: string | null;
  readonly method?: string | null;
  readonly headers?: readonly (readonly [string, string | null])[] | null;
  readonly query?: readonly (readonly [string, string | null])[] | string | null;
  readonly cookies?: readonly (readonly [string, string | null])[] | null;
  readonly data?: unknown;
  readonly env?: Vars | null;
  readonly fragment?: string | null;
  readonly inferredContentType?: string | null;
}

export interface MessageData {
  readonly formatted?: string | null;
  readonly message?: string | null;
  readonly params?: unknown;
}

/** What an entry of a type carries. */
export interface EntryData {
  readonly exception: { readonly values?: readonly ExceptionValue[] | null };
  readonly threads: { readonly values?: readonly ThreadValue[] | null };
  readonly breadcrumbs: { readonly values?: readonly BreadcrumbValue[] | null };
  readonly request: RequestData;
  readonly message: MessageData;
  readonly csp: Vars;
}

export interface EventEntry {
  readonly type: string;
  readonly data: unknown;
}

export interface EventTag {
  readonly key: string;
  readonly value: string | null;
}

export interface EventUser {
  readonly id?: string | null;
  readonly email?: string | null;
  readonly username?: string | null;
  readonly name?: string | null;
  readonly ip_address?: string | null;
  readonly [more: string]: unknown;
}

/** A row of the event list. */
export interface EventSummary {
  readonly id: string;
  readonly eventID: string;
  readonly groupID: string;
  readonly dateCreated: string;
  readonly dateReceived: string;
  readonly platform?: string | null;
  readonly title: string;
  readonly message?: string | null;
  readonly level?: string | null;
  readonly release?: string | null;
  readonly environment?: string | null;
  readonly transaction?: string | null;
  readonly serverName?: string | null;
  readonly tags?: readonly EventTag[] | null;
  readonly user?: EventUser | null;
}

export interface EventDetail extends EventSummary {
  readonly culprit?: string | null;
  readonly dist?: string | null;
  readonly logger?: string | null;
  readonly type: string;
  readonly isUnhandled?: boolean;
  readonly fingerprint?: readonly string[] | null;
  readonly entries?: readonly EventEntry[] | null;
  readonly contexts?: Readonly<Record<string, unknown>> | null;
  /** What the SDK calls "extra". */
  readonly context?: Vars | null;
  readonly packages?: Readonly<Record<string, string | null>> | null;
  readonly sdk?: { readonly name?: string | null; readonly version?: string | null } | null;
  readonly errors?:
    readonly { readonly type: string; readonly name?: string | null; readonly value?: unknown }[] | null;
  readonly nextEventID?: string | null;
  readonly previousEventID?: string | null;
  readonly firstEventID?: string | null;
  readonly latestEventID?: string | null;
}
