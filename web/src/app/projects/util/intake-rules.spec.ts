import { rules, wishes } from '../../../testing/intake-samples';
import { changesOf, draftOf, listError, rulesOf } from './intake-rules';

describe('the rules of a project', () => {
  const draft = draftOf(rules);

  it('come back from the form as they went in', () => {
    const limited = { ...rules, rateLimit: { count: 60, window: 90 } };

    expect(rulesOf(draftOf(rules))).toEqual(wishes);
    expect(rulesOf(draftOf(limited))).toEqual({ ...wishes, rateLimit: limited.rateLimit });
  });

  it('do not change by blank lines, or by a window without a limit', () => {
    const lists = { ...draft.lists, releases: '\n 1.* \n\n*-snapshot\n' };

    expect(changesOf(draft, { ...draft, lists, limit: { count: '', window: '60' } })).toEqual([]);
  });

  it('name what differs', () => {
    const changed = {
      ...draft,
      flags: { ...draft.flags, crawlers: false },
      lists: { ...draft.lists, safeFields: 'token_type' },
      limit: { ...draft.limit, count: '10' },
    };

    expect(changesOf(draft, changed)).toEqual(['Events of web crawlers', 'Fields to keep', 'Rate limit']);
  });

  it('need at least one allowed domain', () => {
    expect(listError('allowedDomains', '*')).toBeUndefined();
    expect(listError('allowedDomains', ' ')).toContain('Nobody could send from a browser');
  });
});
