import links from '../../../testing/query-links.json';
import { parseQuery, viewOf, withToken, withView, writeQuery } from './query';

describe('a query', () => {
  it('is read as tokens and free text, quotes and not-tokens included', () => {
    expect(parseQuery('is:unresolved !level:debug tag:"two words" pay failed')).toEqual({
      tokens: [
        { key: 'is', value: 'unresolved', not: false },
        { key: 'level', value: 'debug', not: true },
        { key: 'tag', value: 'two words', not: false },
      ],
      text: 'pay failed',
    });
  });

  it('takes addresses, quoted phrases and lone quotes as text', () => {
    expect(parseQuery('https://acme.shop/cart').tokens).toEqual([]);
    expect(parseQuery('"no such: key"').text).toBe('"no such: key"');
    expect(parseQuery('half "quoted').text).toBe('half "quoted');
  });

  it('is written back as it was read', () => {
    for (const query of ['is:new url:"/a \\"b\\" c" text', '!has:user release:web@1.2', ''])
      expect(writeQuery(parseQuery(query))).toBe(query);
  });

  it('has keys of any letters, quoted keys, lists and stars, and keeps how they were written', () => {
    const query =
      '"my tag":"some value" größe:XL !level:[error, fatal] tags[a:b]:c release:web@* Rack::Timeout';
    const { tokens, text } = parseQuery(query);

    expect(tokens.map(({ key, value, not }) => [key, value, not])).toEqual([
      ['my tag', 'some value', false],
      ['größe', 'XL', false],
      ['level', '[error, fatal]', true],
      ['a:b', 'c', false],
      ['release', 'web@*', false],
    ]);
    expect(text).toBe('Rack::Timeout');
    expect(writeQuery(parseQuery(query))).toBe(query);
  });

  it('reads the links of tags', () => {
    for (const { key, value, query } of links)
      expect(parseQuery(query).tokens).toMatchObject([{ key, value, not: false }]);
  });

  it('has one view, which another one replaces while the rest stays', () => {
    expect(viewOf('level:error is:unresolved')).toBe('unresolved');
    expect(viewOf('is:unhandled')).toBeUndefined();
    expect(withView('is:unresolved is:unhandled cart', 'ignored')).toBe('is:ignored is:unhandled cart');
  });

  it('replaces a token of the same key', () => {
    const level = { key: 'level', value: 'fatal', not: false };
    expect(withToken('is:unresolved level:error cart', level)).toBe('is:unresolved level:fatal cart');
  });
});
