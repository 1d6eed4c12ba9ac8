import { entryOf, sentence } from './intake-scope';

/** Where a remedy is applied. */
export type Place = 'keys' | 'rules' | 'general' | 'organization' | 'set-aside';

/** A named reason in words: what happened, and what to do when it should not have. */
export interface ReasonWords {
  readonly text: string;
  readonly remedy: string;
  /** The page that `remedy` is a link to. */
  readonly place?: Place;
}

const CHANGE_FILTER = { remedy: 'Change the filter', place: 'rules' } as const;
const CLIENT_FAULT = 'Look at the proxy or SDK that sent it';
const OPERATOR = 'Ask who runs this server';

/** Every reason the server counts under, without those that carry a type in their name. */
const WORDS: Readonly<Record<string, ReasonWords>> = {
  // Filtered: a rule of the project says so.
  browser_extensions: { text: 'The stack trace comes from a browser extension', ...CHANGE_FILTER },
  legacy_browsers: { text: 'Sent by a browser that gets no updates any more', ...CHANGE_FILTER },
  localhost: { text: 'Sent from a developer’s own machine', ...CHANGE_FILTER },
  crawlers: { text: 'Sent by a web crawler', ...CHANGE_FILTER },
  health_checks: { text: 'A transaction of a health check', ...CHANGE_FILTER },
  release: { text: 'Its release is on your list', ...CHANGE_FILTER },
  error_message: { text: 'Its message is on your list', ...CHANGE_FILTER },
  origin: {
    text: 'Sent by a page of a domain that is not allowed',
    remedy: 'Change the allowed domains',
    place: 'rules',
  },
  address: { text: 'The sender’s address is on your list', ...CHANGE_FILTER },

  // Rate limited: the client was told when to come back.
  key_rate_limit: { text: 'More than the client key’s limit', remedy: 'Raise the limit', place: 'keys' },
  project_rate_limit: {
    text: 'More than the project’s limit',
    remedy: 'Raise the limit',
    place: 'rules',
  },
  organization_rate_limit: {
    text: 'More than the organization’s limit',
    remedy: 'Raise the limit',
    place: 'organization',
  },
  spike_protection: {
    text: 'Far more than this project usually sends, so a share was kept',
    remedy: 'Switch spike protection off',
    place: 'rules',
  },
  throttled: {
    text: 'Left out by chance: the project’s throttle keeps only a share',
    remedy: 'Lower the throttle',
    place: 'general',
  },
  not_accepting_events: {
    text: 'The organization or the project takes no events',
    remedy: 'Lower the project’s throttle, or open the organization',
    place: 'general',
  },
  intake_memory: {
    text: 'Too many large requests at once',
    remedy: 'Send smaller requests, or give the server more memory',
  },
  intake_disk: {
    text: 'No disk was left to keep a large request in the meantime',
    remedy: `${OPERATOR}: its disk may be full, or FETTLE_SPOOL_MAX_MB too small`,
  },
  intake_busy: {
    text: 'Too many large or compressed requests waited for a processor',
    remedy: 'Nothing to do: SDKs send again later. Often: send smaller requests',
  },
  stopping: { text: 'The server was about to stop', remedy: 'Nothing to do: SDKs send again later' },
  intake_log_full: {
    text: 'The intake log had used up its disk budget',
    remedy: `${OPERATOR}: is the database up, is there disk?`,
  },
  intake_log_unwritable: {
    text: 'The intake log could not be written',
    remedy: `${OPERATOR}: its disk may be full`,
  },
  database_unavailable: {
    text: 'The database did not answer, so no key could be checked',
    remedy: OPERATOR,
  },

  // Invalid: refused with a 4xx, or not understood.
  key_disabled: { text: 'The client key is disabled', remedy: 'Enable the key', place: 'keys' },
  unknown_key: { text: 'No such client key in this project', remedy: 'Compare the DSN', place: 'keys' },
  malformed_key: { text: 'The client key is not one', remedy: 'Copy the DSN again', place: 'keys' },
  no_key: { text: 'The request named no client key', remedy: 'Copy the DSN again', place: 'keys' },
  wrong_project: {
    text: 'The DSN names another project than the address',
    remedy: 'Copy the DSN again',
    place: 'keys',
  },
  empty_body: { text: 'The request had no body', remedy: CLIENT_FAULT },
  incomplete_body: { text: 'The request ended before its body did', remedy: CLIENT_FAULT },
  too_large: {
    text: 'The request is larger than this server takes',
    remedy: 'Send less per event, or raise FETTLE_INGEST_MAX_BODY_MB',
  },
  invalid_encoding: { text: 'The compressed body cannot be unpacked', remedy: CLIENT_FAULT },
  invalid_envelope_header: { text: 'The envelope’s first line is not JSON', remedy: CLIENT_FAULT },
  invalid_check_in: { text: 'A check-in that was not understood', remedy: CLIENT_FAULT },
  invalid_minidump: { text: 'A minidump that cannot be read', remedy: CLIENT_FAULT },
  invalid_otlp: { text: 'An OpenTelemetry request that was not understood', remedy: CLIENT_FAULT },
  invalid_user_report: { text: 'A user’s report without the fields it needs', remedy: CLIENT_FAULT },
  invalid_security_report: {
    text: 'A browser’s security report that was not understood',
    remedy: 'See which browser sent it; the rest are kept',
  },
  invalid_store_body: { text: 'The event is not JSON', remedy: CLIENT_FAULT },
  truncated_item: { text: 'The envelope ends within an item', remedy: CLIENT_FAULT },
  broken_item_header: { text: 'The header of an item is not JSON', remedy: CLIENT_FAULT },
  item_header_too_large: { text: 'The header of an item is too large', remedy: CLIENT_FAULT },
  item_too_large: { text: 'An item is larger than its type may be', remedy: 'Send less per event' },
  too_many_entries: { text: 'More entries than a container may have', remedy: 'Send smaller batches' },
  too_many_items: { text: 'More items than an envelope may have', remedy: 'Send smaller envelopes' },
  bad_header_field: {
    text: 'A field of the envelope’s header was not understood; its items were kept',
    remedy: 'Nothing to do',
  },

  // Dropped: understood, not kept.
  duplicate: { text: 'The same event came before; it is stored once', remedy: 'Nothing to do' },
  project_deleted: { text: 'The project was deleted in between', remedy: 'Nothing to do' },
  empty_sessions: { text: 'A sum of sessions that counts none', remedy: 'Nothing to do' },
  session_too_old: {
    text: 'An update of a session that began more than a week ago',
    remedy: 'Check the clock of the device that sent it',
  },
  session_in_the_future: {
    text: 'A session that begins tomorrow or later',
    remedy: 'Check the clock of the device that sent it',
  },
  attachment_too_large: {
    text: 'A file larger than this server keeps',
    remedy: 'Raise FETTLE_ATTACHMENT_MAX_MB, or attach less',
  },
  too_many_attachments: {
    text: 'The files of its event are larger together than this server keeps',
    remedy: 'Raise FETTLE_ATTACHMENTS_PER_EVENT_MAX_MB, or attach less',
  },
  logs_disabled: {
    text: 'Logs are switched off on this server',
    remedy: 'Switch them on with GLITCHTIP_ENABLE_LOGS, or off in the SDK',
  },
  container_too_large: {
    text: 'More entries than one container may have; the first ones are stored',
    remedy: 'Send smaller batches',
  },
  too_many_monitors: {
    text: 'More monitors than a project may have',
    remedy: 'Send fewer monitor slugs',
  },
  too_many_metrics: {
    text: 'More different metrics than a project may have',
    remedy: 'Send fewer names and attributes',
  },
  not_kept_yet: { text: 'Fettle does not keep this kind yet', remedy: 'Switch it off in the SDK' },
  type_unknown: {
    text: 'A kind of item this version does not know',
    remedy: 'Update Fettle, or switch it off in the SDK',
  },

  // Set aside: ours to repair.
  prepare_failed: {
    text: 'Kept as it came: it could not be read',
    remedy: 'Inspect and retry',
    place: 'set-aside',
  },
  write_failed: {
    text: 'Kept as it came: it could not be stored',
    remedy: 'Inspect and retry',
    place: 'set-aside',
  },
  storage_unavailable: {
    text: 'Kept as it came: the place for files did not answer',
    remedy: 'See the log of the server; it is tried again every minute by itself',
    place: 'set-aside',
  },
  record_failed: {
    text: 'A whole request is kept as it came: it could not be processed',
    remedy: 'Inspect and retry',
    place: 'set-aside',
  },
  record_killed_process: {
    text: 'A whole request is kept unread: the server died twice while it was processed',
    remedy: 'Inspect and retry after an update',
    place: 'set-aside',
  },
  unreadable_envelope: {
    text: 'An envelope is kept as it came: it could not be read again',
    remedy: 'Inspect and retry',
    place: 'set-aside',
  },
  unreadable_record: {
    text: 'A record of the intake log is of an unknown version',
    remedy: OPERATOR,
  },
  damaged_record: { text: 'The disk returned other bytes than were written', remedy: OPERATOR },
};

/** Reasons with an item type in their name. */
const FAMILIES: readonly { readonly prefix: string; words(type: string): ReasonWords }[] = [
  {
    prefix: 'malformed_',
    words: (type) => ({ text: `An item of type “${type}” was not understood`, remedy: CLIENT_FAULT }),
  },
  {
    prefix: 'invalid_',
    words: (type) => ({ text: `${sentence(type)}: what came was not understood`, remedy: CLIENT_FAULT }),
  },
  {
    prefix: 'unsupported_',
    words: (type) => ({
      text: `Fettle does not keep items of type “${type}” yet`,
      remedy: 'Switch it off in the SDK',
    }),
  },
];

/** Whether this client has words of its own for a reason. */
export function knowsReason(reason: string): boolean {
  return Object.hasOwn(WORDS, reason) || FAMILIES.some(({ prefix }) => reason.startsWith(prefix));
}

/** A reason of a newer server is shown by its name, with the remedy of its outcome. */
export function wordsFor(outcome: string, reason: string): ReasonWords {
  const known = entryOf(WORDS, reason);
  if (known) return known;
  const family = FAMILIES.find(({ prefix }) => reason.startsWith(prefix));
  if (family) return family.words(reason.slice(family.prefix.length));
  const text = sentence(reason || outcome);
  if (outcome === 'filtered') return { text, ...CHANGE_FILTER };
  if (outcome === 'set_aside') return { text, remedy: 'Inspect and retry', place: 'set-aside' };
  if (outcome === 'rate_limited') return { text, remedy: 'Look at the limits', place: 'keys' };
  return { text, remedy: outcome === 'dropped' ? 'Nothing to do' : CLIENT_FAULT };
}
