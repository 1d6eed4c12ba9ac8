import { rebase } from './rebase';

describe('a draft', () => {
  const before = { name: 'a', limit: { count: '1', window: '60' }, scopes: ['x'] };

  it('keeps what the reader changed when the rest is read again', () => {
    const draft = { ...before, name: 'mine', limit: { count: '1', window: '90' } };
    const now = { name: 'theirs', limit: { count: '2', window: '60' }, scopes: ['y'] };

    expect(rebase(before, draft, now)).toEqual({
      name: 'mine',
      limit: { count: '2', window: '90' },
      scopes: ['y'],
    });
  });

  it('follows what is stored as long as nothing was changed', () => {
    expect(rebase(before, before, { ...before, name: 'b' })).toEqual({ ...before, name: 'b' });
  });

  it('takes a list as a whole', () => {
    expect(rebase(before, { ...before, scopes: ['x', 'z'] }, { ...before, scopes: [] }).scopes).toEqual([
      'x',
      'z',
    ]);
  });
});
