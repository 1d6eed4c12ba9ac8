/** The query language of the issue list, as tokens that can be shown, removed and written back. */

export interface QueryToken {
  readonly key: string;
  readonly value: string;
  readonly not: boolean;
}

export interface ParsedQuery {
  readonly tokens: readonly QueryToken[];
  /** What is no token: searched in title and culprit. */
  readonly text: string;
}

const WORDS = /(!?)([A-Za-z_][\w.-]*):("(?:\\.|[^"\\])*"|[^\s"]\S*)|"(?:\\.|[^"\\])*"|\S+/g;

/** Addresses are text, although they look like `key:value`. */
const ADDRESS = /^(https?|wss?|ftp|file|data|blob|chrome-extension|app|node|webpack):/i;

export function parseQuery(query: string): ParsedQuery {
  const tokens: QueryToken[] = [];
  const text: string[] = [];
  for (const match of query.matchAll(WORDS)) {
    const [word, not, key, value] = match;
    if (key && value && !(ADDRESS.test(word) && value.startsWith('//')))
      tokens.push({ key, value: unquote(value), not: not === '!' });
    else text.push(word);
  }
  return { tokens, text: text.join(' ') };
}

export function writeQuery({ tokens, text }: ParsedQuery): string {
  return [...tokens.map(writeToken), text].filter(Boolean).join(' ');
}

export function writeToken({ key, value, not }: QueryToken): string {
  return `${not ? '!' : ''}${key}:${/[\s"]/.test(value) ? quote(value) : value}`;
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

function quote(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

function unquote(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value;
}
