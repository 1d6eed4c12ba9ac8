import { report } from '../../../testing/intake-samples';
import { discardWords } from './discard-reasons';
import { bucketName, partOf, unexplained } from './intake-balance';
import { knowsReason, wordsFor } from './intake-reasons';
import { categoryName, readScope, writeScope } from './intake-scope';

/** The server's golden list; a star stands for a word of the client. */
const reasons = process
  .getBuiltinModule('node:fs')
  .readFileSync('../server/src/test/resources/golden/reasons.txt', 'utf8')
  .trim()
  .split('\n')
  .map((name) => name.replace('*', 'moon_phase'));

describe('the words of the intake', () => {
  it.each(reasons)('say what %s means and what to do', (reason) => {
    expect(knowsReason(reason)).toBe(true);
    const { text, remedy } = wordsFor('dropped', reason);
    expect(text).toMatch(/^[A-Z].{10,}[^.]$/);
    expect(remedy).toMatch(/^[A-Z].{9,}[^.]$/);
  });

  it.each(['filtered', 'rate_limited', 'invalid', 'dropped', 'set_aside'])(
    'find the outcome %s a part of the balance',
    (outcome) => {
      expect(partOf(outcome)).toBeDefined();
    },
  );

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
