import { searchKey, searchValue, unquoted } from '@shared/util-quoting/search';

/** The query language of the issue list, as tokens that can be shown, removed and written back. */

export interface QueryToken {
  readonly key: string;
  readonly value: string;
  readonly not: boolean;
  /** As it was typed, where writing key and value anew would say something else: lists, stars, quoted keys. */
  readonly written?: string;
}

export interface ParsedQuery {
  readonly tokens: readonly QueryToken[];
  /** What is no token: searched in title and culprit. */
  readonly text: string;
}

const QUOTED = String.raw`"(?:\\[\s\S]|[^"\\])*"`;
/** Ends of a word; `::` and `://` stand in text, such as an address. */
const WORDS = new RegExp(
  String.raw`(!?)([\p{L}\p{Nd}_][\p{L}\p{Nd}_.-]*|tags\[[^\]\s]+\]|${QUOTED}):(?!:|//)(${QUOTED}|\[[^\]]*\](?!\S)|[^\s"[]\S*)|!?${QUOTED}|\S+`,
  'gu',
);

export function parseQuery(query: string): ParsedQuery {
  const tokens: QueryToken[] = [];
  const text: string[] = [];
  for (const match of query.matchAll(WORDS)) {
    const [word, sign, key, value] = match;
    if (key && value) tokens.push(tokenOf(word, key, value, sign === '!'));
    else text.push(word);
  }
  return { tokens, text: text.join(' ') };
}

function tokenOf(word: string, key: string, value: string, not: boolean): QueryToken {
  const token = { key: unquoted(key.replace(/^tags\[(.*)\]$/, '$1')), value: unquoted(value), not };
  return writeToken(token) === word ? token : { ...token, written: word };
}

export function writeQuery({ tokens, text }: ParsedQuery): string {
  return [...tokens.map(writeToken), text].filter(Boolean).join(' ');
}

export function writeToken({ key, value, not, written }: QueryToken): string {
  return written ?? `${not ? '!' : ''}${searchKey(key)}:${searchValue(value)}`;
}

/** The same query with one more token; one of its kind replaces another where only one can be true. */
export function withToken(query: string, token: QueryToken): string {
  const { tokens, text } = parseQuery(query);
  const kept = tokens.filter(
    ({ key, value, not }) => !(key === token.key && (key === 'is' ? isView(value) : not === token.not)),
  );
  return writeQuery({ tokens: [...kept, token], text });
}

/** Names of `is:` that are a status, so that one excludes the other. */
const VIEWS = ['unresolved', 'new', 'regressed', 'ignored', 'resolved'];

export function isView(value: string): boolean {
  return VIEWS.includes(value);
}

/** The view a query shows: its first `is:` that is a status. */
export function viewOf(query: string): string | undefined {
  return parseQuery(query).tokens.find(({ key, value, not }) => key === 'is' && !not && isView(value))?.value;
}

export function withView(query: string, view: string): string {
  const { tokens, text } = parseQuery(query);
  const kept = tokens.filter(({ key, value }) => key !== 'is' || !isView(value));
  return writeQuery({ tokens: [{ key: 'is', value: view, not: false }, ...kept], text });
}
