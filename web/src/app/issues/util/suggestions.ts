import { ParsedQuery, QueryToken, writeToken } from './query';

export interface Suggestion {
  readonly text: string;
  readonly hint: string;
  /** A finished token, or the start of one (`level:`) whose value comes next. */
  readonly token: QueryToken | undefined;
}

export interface KnownValues {
  readonly environments: readonly string[];
  readonly platforms: readonly string[];
}

const keys: readonly (readonly [string, string])[] = [
  ['is', 'unresolved, new, regressed, unhandled …'],
  ['level', 'error, warning, info …'],
  ['environment', 'where it happened'],
  ['release', 'version it happened in'],
  ['platform', 'python, java, javascript …'],
  ['has', 'a tag that is set'],
  ['type', 'error, default, csp'],
  ['timesSeen', 'number of events, such as >100'],
  ['users', 'number of users, such as >10'],
  ['firstSeen', 'younger than -24h, older than +7d'],
  ['lastSeen', 'within the last -1h'],
];

const values: Readonly<Record<string, readonly string[]>> = {
  is: ['unresolved', 'new', 'regressed', 'unhandled', 'handled', 'ignored', 'resolved'],
  level: ['fatal', 'error', 'warning', 'info', 'debug'],
  type: ['error', 'default', 'csp'],
  timesSeen: ['>10', '>100', '>1000'],
  users: ['>1', '>10', '>100'],
  firstSeen: ['-1h', '-24h', '-7d', '+7d'],
  lastSeen: ['-1h', '-24h', '-7d'],
};

/** What may come next after `typed`: keys first, then values of a key; never what is set already. */
export function suggest(typed: string, { tokens }: ParsedQuery, known: KnownValues): readonly Suggestion[] {
  const not = typed.startsWith('!');
  const [key = '', value] = typed.replace(/^!/, '').split(/:(.*)/s);
  if (value === undefined) {
    const wanted = key.toLowerCase();
    return keys
      .filter(([name]) => name.toLowerCase().startsWith(wanted))
      .map(([name, hint]) => ({ text: `${not ? '!' : ''}${name}:`, hint, token: undefined }));
  }
  const all = { ...values, environment: known.environments, platform: known.platforms }[key] ?? [];
  return all
    .filter((each) => each.toLowerCase().includes(value.toLowerCase()))
    .map((each) => ({ key, value: each, not }))
    .filter((token) => !tokens.some((set) => writeToken(set) === writeToken(token)))
    .map((token) => ({ text: writeToken(token), hint: '', token }));
}
