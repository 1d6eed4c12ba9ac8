import { limitUpTo } from '@shared/util-limits/rate-limits';
import { HIGHEST_KEY_LIMIT, keyNameError, percentError, projectNameError, projectSlugError } from './names';

describe('project forms', () => {
  it('propose a slug that works', () => {
    expect(projectSlugError('store-front_2')).toBeUndefined();
    expect(projectSlugError('Store Front')).toBe(
      'A slug has only letters, digits, - and _. Use store-front.',
    );
    expect(projectSlugError('')).toBe('Enter a slug, such as storefront.');
  });

  it('keep names within the server’s limits', () => {
    expect(projectNameError('storefront')).toBeUndefined();
    expect(projectNameError('x'.repeat(65))).toContain('at most 64');
    expect(keyNameError('  ')).toContain('Enter a name');
  });

  it('take no limit or a whole number', () => {
    expect([' ', '1', '32767'].map((count) => limitUpTo(HIGHEST_KEY_LIMIT, count))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(['0', '1.5', '40000', 'x'].filter((count) => !limitUpTo(HIGHEST_KEY_LIMIT, count))).toEqual([]);
  });

  it('take a whole percentage, or nothing for 0', () => {
    expect(['', '0', '100'].map((text) => percentError(text))).toEqual([undefined, undefined, undefined]);
    expect(['-1', '1.5', '101', 'x'].filter((text) => !percentError(text))).toEqual([]);
  });
});
