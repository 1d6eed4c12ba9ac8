import links from '../../../testing/query-links.json';
import { codeFence, codeSpan } from './markdown';
import { plainText } from './plain-text';
import { tagSearch } from './search';
import { curlCommand, shellArgument } from './shell';
import { urlPath, urlQuery } from './url';

const PIECES = [
  "'",
  '"',
  '`',
  '```',
  '$(id)',
  '${HOME}',
  '\\',
  '\\x41',
  ';id>/tmp/x;#',
  '!',
  '!!',
  '\n',
  '\r\n',
  '\t',
  '\u001b[201~',
  '\u0007',
  '\u009b',
  '\u202e',
  '\u2028',
  '@/etc/hostname',
  '-o',
  ' ',
  '*',
  '~',
  '{a,b}',
  '[1-9]',
  '&&',
  '|',
  '%00',
  'ü',
  '😀',
  'A1f',
  '..',
  '/',
  '<b>',
];

/** The same texts in every run. */
function* hostileTexts(count: number): Generator<string> {
  let seed = 7;
  const next = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  for (let round = 0; round < count; round++)
    yield Array.from({ length: next(9) }, () => PIECES[next(PIECES.length)]).join('');
}

function bash(script: string): string {
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  return spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout;
}

describe('a shell argument', () => {
  it('is one argument with exactly that text, whatever it holds', () => {
    const texts = [...PIECES, ...hostileTexts(400)];
    const printed = bash(texts.map((text) => `printf '%s\\0' ${shellArgument(text)}`).join('\n'));

    expect(printed.split('\0').slice(0, -1)).toEqual(texts);
  });

  it('is one argument in a smaller shell as well', () => {
    const { spawnSync } = process.getBuiltinModule('node:child_process');
    const script = [...PIECES, ...hostileTexts(400), "\u200b'; echo out; #", "\\'; echo out; #"]
      .map((text) => `count ${shellArgument(text)}`)
      .join('\n');
    const { stdout } = spawnSync('sh', ['-c', `count() { echo $#; }\n${script}`], { encoding: 'utf8' });

    expect(new Set(stdout.trim().split('\n'))).toEqual(new Set(['1']));
  });

  it('shows nothing that a terminal would act on', () => {
    for (const text of hostileTexts(400))
      expect(shellArgument(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(shellArgument('a\0b')).toBe("'ab'");
  });
});

describe('a curl command', () => {
  /** What curl would get, one line each; a function stands in for it. */
  const argumentsOf = (command: string) =>
    bash(`curl() { printf '%s\\0' "$@"; }\n${command}`).split('\0').slice(0, -1);

  it('holds the request and nothing else, whoever wrote it', () => {
    for (const text of hostileTexts(60)) {
      const given = argumentsOf(
        curlCommand({
          method: `${text};`,
          url: `https://h/${text}`,
          headers: [
            [`${text} `, 'x'],
            ['X-A', text],
          ],
          body: `@${text}`,
        }),
      );
      expect(given).toEqual([
        '--globoff',
        '--url',
        `https://h/${text}`,
        '--header',
        `X-A: ${text.replace(/[\r\n]+/g, ' ')}`,
        '--data-raw',
        `@${text}`,
      ]);
    }
  });

  it('knows methods, and leaves out what is none', () => {
    const method = (method: string) => curlCommand({ method, url: 'https://h/', headers: [], body: '' });

    expect(method('post')).toBe("curl --globoff --request 'POST' --url 'https://h/'");
    expect(method('HEAD')).toBe("curl --globoff --head --url 'https://h/'");
    expect(method('GET;id>/tmp/x;#')).toBe("curl --globoff --url 'https://h/'");
  });

  it('speaks HTTP only', () => {
    expect(curlCommand({ method: 'GET', url: 'file:///etc/passwd', headers: [], body: '' })).toContain(
      "--proto '=http,https'",
    );
    expect(curlCommand({ method: 'GET', url: '', headers: [['@/etc/passwd', 'x']], body: '' })).not.toContain(
      'passwd',
    );
  });
});

describe('Markdown', () => {
  it('keeps a text inside its code', () => {
    for (const text of hostileTexts(300)) {
      const fence = codeFence(text);
      const mark = /^`+/.exec(fence)?.[0] ?? '';
      expect(mark.length).toBeGreaterThan(2);
      expect(fence.slice(mark.length, -mark.length)).not.toContain(mark);
      const span = codeSpan(text);
      const tick = /^`*/.exec(span)?.[0] ?? '';
      expect(span).not.toContain('\n');
      if (span) expect(span.slice(tick.length, -tick.length).match(/`+/g) ?? []).not.toContain(tick);
    }
    expect(codeFence('``\u0001``\n# x')).toBe('`````\n````\n# x\n`````');
    expect(codeSpan('`a` b')).toBe('`` `a` b ``');
    expect(codeSpan('@team <img> [x](y)')).toBe('`@team <img> [x](y)`');
  });

  it('leaves out what a terminal would act on', () => {
    expect(plainText('a\u001b[201~\r\nb\u0000\tc')).toBe('a[201~\nb\tc');
  });
});

describe('a URL', () => {
  it('keeps each part one segment of its own', () => {
    for (const text of ['a/b', '../../users', '?x=1', '#y', 'ü', '%2F', ...hostileTexts(200)]) {
      const url = new URL(urlPath`/api/0/${text}/end/`, 'https://h');
      expect(url.pathname.split('/').length).toBe(6);
      expect(url.pathname.endsWith('/end/')).toBe(true);
      expect(url.search + url.hash).toBe('');
    }
    expect(urlPath`/api/0/${'..'}/${''}/`).toBe('/api/0/_/_/');
    expect(
      urlQuery([
        ['a&b', 'c=d'],
        ['e', '#'],
      ]),
    ).toBe('a%26b=c%3Dd&e=%23');
  });
});

describe('the search for a tag', () => {
  it('is written as the server reads it', () => {
    for (const { key, value, query } of links) expect(tagSearch(key, value)).toBe(query);
  });
});
