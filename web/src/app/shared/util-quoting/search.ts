/**
 * Text that becomes part of a search. The server's grammar (core.query) reads it back: between quotes `\"`, `\\` and
 * `\*` are the character itself. Both are tested with the examples in testing/query-links.json.
 */

const BARE_KEY = /^[\p{L}\p{Nd}_][\p{L}\p{Nd}_.-]*$/u;

/** Keys with a meaning of their own: a tag that is called so is quoted. */
const FIELDS = new Set(
  `is has type platform firstSeen first_seen age lastSeen last_seen timesSeen times_seen users project issue
  assigned error.handled error.unhandled`.split(/\s+/),
);

/** A value that is found as it is, stars included. */
export function searchValue(value: string): string {
  const isBare = value !== '' && !/[\s\p{Cc}"*]/u.test(value) && !/^(\[|:|\/\/)/.test(value);
  return isBare ? value : quoted(value);
}

export function searchKey(key: string): string {
  return BARE_KEY.test(key) ? key : quoted(key);
}

/** The search for a tag, whatever it is called. */
export function tagSearch(key: string, value: string): string {
  return `${FIELDS.has(key) ? quoted(key) : searchKey(key)}:${searchValue(value)}`;
}

export function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replace(/\\(["\\*])/g, '$1') : text;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\*]/g, '\\$&')}"`;
}
