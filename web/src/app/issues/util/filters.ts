import { StatsPeriod } from './issue-types';
import { isView, parseQuery } from './query';

/** What the list shows; all of it is in the URL. `range` is how long ago the last event may be. */
export interface IssueFilters {
  readonly query: string;
  readonly projects: readonly string[];
  readonly environments: readonly string[];
  readonly range: string;
  readonly sort: string;
}

export const DEFAULT_QUERY = 'is:unresolved';
export const DEFAULT_SORT = '-last_seen';

export const ranges = [
  { value: '', label: 'Any time' },
  { value: '1h', label: 'Last hour' },
  { value: '24h', label: 'Last 24 hours' },
  { value: '14d', label: 'Last 14 days' },
  { value: '30d', label: 'Last 30 days' },
  { value: '90d', label: 'Last 90 days' },
] as const;

export const sorts = [
  { value: '-last_seen', label: 'Last seen' },
  { value: '-first_seen', label: 'First seen' },
  { value: '-count', label: 'Most events' },
  { value: '-priority', label: 'Priority' },
] as const;

/** Query parameters as the router hands them over: absent, one, or many. */
export type Param = string | readonly string[] | undefined;

export interface FilterParams {
  readonly query?: Param;
  readonly project?: Param;
  readonly environment?: Param;
  readonly start?: Param;
  readonly sort?: Param;
}

/** A missing query means the unresolved ones; an empty one means all. Unknown words fall back to the default. */
export function readFilters(params: FilterParams): IssueFilters {
  const range = (first(params.start) ?? '').replace(/^now-/, '');
  const sort = first(params.sort) ?? DEFAULT_SORT;
  return {
    query: first(params.query) ?? DEFAULT_QUERY,
    projects: all(params.project),
    environments: all(params.environment),
    range: ranges.some(({ value }) => value === range) ? range : '',
    sort: sorts.some(({ value }) => value === sort) ? sort : DEFAULT_SORT,
  };
}

/** The URL of a filter, without what is the default anyway. */
export function writeFilters(filters: IssueFilters): Record<string, string | string[] | null> {
  return {
    query: filters.query === DEFAULT_QUERY ? null : filters.query,
    project: filters.projects.length ? [...filters.projects] : null,
    environment: filters.environments.length ? [...filters.environments] : null,
    start: filters.range ? `now-${filters.range}` : null,
    sort: filters.sort === DEFAULT_SORT ? null : filters.sort,
  };
}

/** The same filters in the words of the API. */
export function apiParams(filters: IssueFilters): Record<string, string | string[]> {
  return {
    ...scopeParams(filters),
    query: filters.query,
    ...(filters.range ? { start: `now-${filters.range}` } : {}),
  };
}

/** Project and environment only: what counts of views are about. */
export function scopeParams({ projects, environments }: IssueFilters): Record<string, string[]> {
  return {
    ...(projects.length ? { project: [...projects] } : {}),
    ...(environments.length ? { environment: [...environments] } : {}),
  };
}

/** The period of trends: hours for a day or less, days for more. */
export function periodOf({ range }: Pick<IssueFilters, 'range'>): StatsPeriod {
  return ['14d', '30d', '90d'].includes(range) ? '14d' : '24h';
}

/** Whether something narrows the list down beyond its view. */
export function isNarrowed(filters: IssueFilters): boolean {
  const { tokens, text } = parseQuery(filters.query);
  const more = tokens.some(({ key, value, not }) => not || key !== 'is' || !isView(value));
  return more || !!(text || filters.projects.length || filters.environments.length || filters.range);
}

function first(param: Param): string | undefined {
  return typeof param === 'string' ? param : param?.[0];
}

function all(param: Param): readonly string[] {
  return typeof param === 'string' ? [param] : (param ?? []);
}
