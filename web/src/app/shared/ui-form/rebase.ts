/** Equal as JSON. */
export function sameJson(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** What differs between `before` and `draft`, done to `now`. */
export function rebase<T>(before: T, draft: T, now: T): T {
  if (sameJson(before, draft)) return now;
  if (!isPlain(before) || !isPlain(draft) || !isPlain(now)) return draft;
  const [from, to] = [before as Fields, now as Fields];
  const entries = Object.entries(draft).map(([name, value]) => [name, rebase(from[name], value, to[name])]);
  return Object.fromEntries(entries) as T;
}

type Fields = Readonly<Record<string, unknown>>;

function isPlain(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
