import { report } from '../../../testing/intake-samples';
import { discardWords } from './discard-reasons';
import { bucketName, partOf, unexplained } from './intake-balance';
import { knowsReason, wordsFor } from './intake-reasons';
import { categoryName, readScope, writeScope } from './intake-scope';

/** Every reason in the server's sources, by outcome (`Outcome` and what is counted under it in `ingest` and `issues`). */
const REASONS: Readonly<Record<string, readonly string[]>> = {
  filtered: [
    'address',
    'browser_extensions',
    'crawlers',
    'error_message',
    'health_checks',
    'legacy_browsers',
    'localhost',
    'origin',
    'release',
  ],
  rate_limited: [
    'database_unavailable',
    'intake_busy',
    'intake_disk',
    'intake_log_full',
    'intake_log_unwritable',
    'intake_memory',
    'key_rate_limit',
    'not_accepting_events',
    'organization_rate_limit',
    'project_rate_limit',
    'spike_protection',
    'stopping',
    'throttled',
  ],
  invalid: [
    'bad_header_field',
    'broken_item_header',
    'empty_body',
    'incomplete_body',
    'invalid_check_in',
    'invalid_encoding',
    'invalid_envelope_header',
    'invalid_minidump',
    'invalid_otlp',
    'invalid_user_report',
    'invalid_security_report',
    'invalid_store_body',
    'item_header_too_large',
    'item_too_large',
    'key_disabled',
    'malformed_event',
    'malformed_key',
    'malformed_span',
    'no_key',
    'too_large',
    'too_many_items',
    'truncated_item',
    'unknown_key',
    'wrong_project',
  ],
  dropped: [
    'container_too_large',
    'duplicate',
    'logs_disabled',
    'project_deleted',
    'too_many_metrics',
    'too_many_monitors',
    'unsupported_profile',
  ],
  set_aside: [
    'damaged_record',
    'prepare_failed',
    'record_failed',
    'storage_unavailable',
    'unreadable_envelope',
    'unreadable_record',
    'write_failed',
  ],
};

describe('the words of the intake', () => {
  const all = Object.entries(REASONS).flatMap(([outcome, reasons]) =>
    reasons.map((reason) => [outcome, reason] as const),
  );

  it.each(all)('say what %s, %s means and what to do', (outcome, reason) => {
    expect(knowsReason(reason)).toBe(true);
    const { text, remedy } = wordsFor(outcome, reason);
    expect(text).toMatch(/^[A-Z].{10,}[^.]$/);
    expect(remedy).toMatch(/^[A-Z].{9,}[^.]$/);
    expect(partOf(outcome)).toBeDefined();
  });

  it('show a reason of a newer server by its name, with the remedy of its outcome', () => {
    expect(wordsFor('filtered', 'moon_phase')).toEqual({
      text: 'Moon phase',
      remedy: 'Change the filter',
      place: 'rules',
    });
    expect(wordsFor('set_aside', 'moon_phase').place).toBe('set-aside');
    expect(wordsFor('rate_limited', 'moon_phase').place).toBe('keys');
    expect(wordsFor('invalid', 'invalid_moon_phase').text).toBe('Moon phase: what came was not understood');
    expect(wordsFor('dropped', '').text).toBe('Dropped');
    expect(wordsFor('dropped', 'constructor').text).toBe('Constructor');
    expect(discardWords('constructor').text).toBe('Constructor');
  });

  it.each([
    'before_send',
    'event_processor',
    'sample_rate',
    'queue_overflow',
    'ratelimit_backoff',
    'network_error',
    'send_error',
    'backpressure',
    'no_parent_span',
  ])('explain the SDKs’ reason %s', (reason) => {
    expect(discardWords(reason).advice).not.toBe(discardWords('unheard_of').advice);
  });

  it('name kinds as people do', () => {
    expect(categoryName('log_item')).toBe('Logs');
    expect(categoryName('log_byte')).toBe('Log byte');
  });

  it('balance only when every item is in one part', () => {
    expect(unexplained(report.totals)).toBe(0);
    expect(unexplained({ ...report.totals, received: report.totals.received + 2 })).toBe(2);
  });

  it('read a mistyped URL as the default', () => {
    expect(readScope('now-5y', 'constructor')).toEqual({ period: '24h', category: '' });
    expect(writeScope(readScope(undefined, undefined))).toEqual({ start: null, category: null });
  });

  it('name the width of a bar', () => {
    expect(bucketName({ interval: 3_600 })).toBe('per hour');
    expect(bucketName({ interval: 86_400 })).toBe('per day');
    expect(bucketName({ interval: 300 })).toBe('per 5 min');
  });
});
