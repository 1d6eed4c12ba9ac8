/** A token of source: `start` to before `end`. */
export interface Span {
  readonly kind: 'comment' | 'string' | 'number' | 'call' | 'word';
  readonly start: number;
  readonly end: number;
}

const WORD = /[A-Za-z0-9_]/;
const DIGIT = /[0-9]/;

/**
 * Finds tokens, reading each character a fixed number of times whatever the text: an opener without its closer is
 * remembered, so that the next one does not look for it again.
 */
export function scan(length: number, at: (index: number) => string): readonly Span[] {
  const spans: Span[] = [];
  /** Up to where it is known that no closer comes. */
  const hopeless = new Map<string, number>();
  let index = 0;

  const closed = (opener: string, find: () => { end: number; seen: number }): number => {
    if (index < (hopeless.get(opener) ?? 0)) return -1;
    const { end, seen } = find();
    if (end < 0) hopeless.set(opener, seen);
    return end;
  };
  const push = (kind: Span['kind'], end: number): void => {
    spans.push({ kind, start: index, end });
    index = end;
  };

  while (index < length) {
    const character = at(index);
    const end = commentEnd(character, index, length, at, closed);
    if (end > 0) push('comment', end);
    else if (character === '"' || character === "'" || character === '`') {
      const close = closed(character, () => stringEnd(character, index, length, at));
      if (close > 0) push('string', close);
      else index++;
    } else if (WORD.test(character)) {
      const { kind, end: last } = word(index, length, at);
      if (kind) push(kind, last);
      else index = last;
    } else index++;
  }
  return spans;
}

type Closed = (opener: string, find: () => { end: number; seen: number }) => number;

function commentEnd(
  character: string,
  index: number,
  length: number,
  at: (index: number) => string,
  closed: Closed,
): number {
  if (character === '/' && at(index + 1) === '/') return lineEnd(index, length, at);
  if (character === '/' && at(index + 1) === '*')
    return closed('/*', () => find('*/', index + 2, length, at));
  if (character === '<' && at(index + 1) === '!' && at(index + 2) === '-' && at(index + 3) === '-')
    return closed('<!--', () => find('-->', index + 4, length, at));
  const isFirst = index === 0 || /\s/.test(at(index - 1));
  return character === '#' && isFirst && !isQuotedHash(index, length, at) ? lineEnd(index, length, at) : -1;
}

/** `#"…"` and `#["…` are strings of some languages. */
function isQuotedHash(index: number, length: number, at: (index: number) => string): boolean {
  let next = index + 1;
  while (next < length && (WORD.test(at(next)) || at(next) === '[')) next++;
  return at(next) === '"';
}

function stringEnd(quote: string, index: number, length: number, at: (index: number) => string) {
  let next = index + 1;
  for (; next < length; next++) {
    const character = at(next);
    if (character === quote) return { end: next + 1, seen: next };
    if (character === '\n' && quote !== '`') break;
    if (character === '\\' && at(next + 1) !== '\n') next++;
  }
  return { end: -1, seen: next };
}

function find(closer: string, from: number, length: number, at: (index: number) => string) {
  for (let next = from; next + closer.length <= length; next++)
    if ([...closer].every((character, offset) => at(next + offset) === character))
      return { end: next + closer.length, seen: next };
  return { end: -1, seen: length };
}

function lineEnd(index: number, length: number, at: (index: number) => string): number {
  let next = index;
  while (next < length && at(next) !== '\n') next++;
  return next;
}

/** A number, a name, or a name before a bracket; `kind` is empty for a mix such as `5px`. */
function word(
  index: number,
  length: number,
  at: (index: number) => string,
): { kind: Span['kind'] | ''; end: number } {
  let end = index;
  let isDigits = true;
  for (; end < length && WORD.test(at(end)); end++) isDigits &&= DIGIT.test(at(end));
  if (!DIGIT.test(at(index))) return { kind: at(end) === '(' ? 'call' : 'word', end };
  if (!isDigits) return { kind: '', end };
  if (at(end) !== '.' || !DIGIT.test(at(end + 1))) return { kind: 'number', end };
  let fraction = end + 1;
  while (fraction < length && DIGIT.test(at(fraction))) fraction++;
  return { kind: 'number', end: WORD.test(at(fraction)) ? end : fraction };
}
