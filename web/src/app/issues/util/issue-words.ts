import { Issue, IssueStatus, StatsPeriod } from './issue-types';

export interface Headline {
  /** What is strong: the type of an exception. */
  readonly type: string;
  readonly value: string;
}

/** "TypeError: x is undefined" → type and value; a message has a value only. */
export function headlineOf({ metadata, title }: Pick<Issue, 'metadata' | 'title'>): Headline {
  const type = metadata.type ?? '';
  if (!type) return { type: '', value: title };
  const value = metadata.value ?? (title.startsWith(`${type}: `) ? title.slice(type.length + 2) : '');
  return { type, value };
}

export function trendOf(issue: Pick<Issue, 'stats'>, period: StatsPeriod): readonly number[] {
  return (issue.stats[period] ?? []).map(([, count]) => count);
}

const verbs: Readonly<Record<IssueStatus, string>> = {
  resolved: 'resolved',
  ignored: 'ignored',
  unresolved: 'reopened',
};

/** "3 issues resolved", "SHOP-12 ignored" */
export function changedWords(issues: number, status: IssueStatus, shortId?: string): string {
  return `${issues === 1 ? (shortId ?? '1 issue') : `${issues} issues`} ${verbs[status]}`;
}

export function nameOf(user: { readonly name: string | null; readonly email: string } | null): string {
  return user ? user.name || user.email : '';
}

export function activityWords(type: string, release: unknown): string {
  const where = typeof release === 'string' && release ? ` in ${release}` : '';
  const words: Readonly<Record<string, string>> = {
    first_seen: 'First seen',
    regressed: 'Regressed',
    resolved: 'resolved it',
    ignored: 'ignored it',
    unresolved: 'reopened it',
  };
  return (words[type] ?? type.replaceAll('_', ' ')) + where;
}
