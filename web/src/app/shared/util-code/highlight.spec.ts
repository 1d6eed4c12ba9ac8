import { highlight } from './highlight';

const kinds = (source: string, language = 'code') =>
  Object.fromEntries(
    highlight(source, language)
      .filter(({ kind }) => kind)
      .map(({ text, kind }) => [text, kind]),
  );

describe('highlight', () => {
  it('colours keywords, strings, numbers, calls and comments', () => {
    expect(kinds('const rate = init("a//b", 0.05); // why')).toEqual({
      const: 'hk',
      init: 'hf',
      '"a//b"': 'hs',
      '0.05': 'hn',
      '// why': 'hc',
    });
  });

  it('never changes the text', () => {
    const source = 'import sentry_sdk\n\n# start\nsentry_sdk.init(dsn="https://k@host/1") if x else `y`';

    expect(
      highlight(source, 'code')
        .map(({ text }) => text)
        .join(''),
    ).toBe(source);
  });

  it('leaves a long text alone', () => {
    const source = 'const x; '.repeat(3000);

    expect(highlight(source, 'code')).toEqual([{ text: source, kind: '' }]);
  });

  it('leaves text alone that is no code', () => {
    expect(highlight('const "x" 5', 'none')).toEqual([{ text: 'const "x" 5', kind: '' }]);
  });
});
