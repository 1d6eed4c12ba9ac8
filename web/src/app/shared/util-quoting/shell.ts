import { wellFormed } from './plain-text';

/**
 * Text that leaves the page for a shell. Every argument is quoted, whatever it holds: events are written by strangers,
 * and what is copied here is pasted into a terminal. bash and zsh get the text itself; a shell that knows no `$'…'`
 * (dash) or reads `\'` within quotes (fish) may get another text, but nothing of it leaves the quotes.
 */

/** Characters that a terminal acts on or hides: controls, format characters such as bidi marks, line separators. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** One argument. Plain in single quotes; with invisible characters as `$'…'`, those as their bytes. */
export function shellArgument(text: string): string {
  const clean = wellFormed(text.replaceAll('\0', ''));
  if (!INVISIBLE.test(clean)) return `'${clean.replace(/['\\]/g, String.raw`'\$&'`)}'`;
  const escaped = [...clean].map((character) => {
    return INVISIBLE.test(character) || "!'\\".includes(character) ? bytesOf(character) : character;
  });
  return `$'${escaped.join('')}'`;
}

/** What curl is told of a request. */
export interface CurlRequest {
  readonly method: string | null | undefined;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

const METHOD = /^[A-Z]{1,20}$/;
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/**
 * A command that repeats a request. Nothing in it is read as an option, a file (`@`), a pattern (`[1-9]`) or another
 * protocol; a method or header name that is none is left out.
 */
export function curlCommand({ method, url, headers, body }: CurlRequest): string {
  const verb = (method ?? '').toUpperCase();
  const lines = [
    [
      'curl --globoff',
      ...(/^https?:\/\//i.test(url) ? [] : [`--proto ${shellArgument('=http,https')}`]),
      ...(verb === 'HEAD' ? ['--head'] : METHOD.test(verb) ? [`--request ${shellArgument(verb)}`] : []),
      `--url ${shellArgument(url)}`,
    ].join(' '),
    ...headers
      .filter(([name]) => HEADER_NAME.test(name))
      .map(([name, value]) => `  --header ${shellArgument(`${name}: ${value.replace(/[\r\n]+/g, ' ')}`)}`),
    ...(body ? [`  --data-raw ${shellArgument(body)}`] : []),
  ];
  return lines.join(' \\\n');
}

function bytesOf(character: string): string {
  return [...new TextEncoder().encode(character)]
    .map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`)
    .join('');
}
