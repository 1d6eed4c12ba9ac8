import { apiParams, isNarrowed, periodOf, readFilters, writeFilters } from './filters';

describe('filters', () => {
  it('start with everything unresolved and leave the defaults out of the URL', () => {
    const filters = readFilters({});

    expect(filters).toEqual({
      query: 'is:unresolved',
      projects: [],
      environments: [],
      range: '',
      sort: '-last_seen',
    });
    expect(Object.values(writeFilters(filters)).every((value) => value === null)).toBe(true);
    expect(isNarrowed(filters)).toBe(false);
  });

  it('come back from the URL they were written to', () => {
    const filters = {
      query: '',
      projects: ['7', '8'],
      environments: ['production'],
      range: '14d',
      sort: '-count',
    };

    expect(readFilters(writeFilters(filters) as Record<string, string[]>)).toEqual(filters);
    expect(apiParams(filters)).toEqual({
      query: '',
      project: ['7', '8'],
      environment: ['production'],
      start: 'now-14d',
    });
  });

  it('fall back to the defaults for words nobody knows', () => {
    expect(readFilters({ start: 'now-3y', sort: 'random' })).toMatchObject({ range: '', sort: '-last_seen' });
  });

  it('show days for long ranges and hours for short ones', () => {
    expect(periodOf({ range: '90d' })).toBe('14d');
    expect(periodOf({ range: '1h' })).toBe('24h');
  });

  it('tell a view from a narrowed list', () => {
    expect(isNarrowed(readFilters({ query: 'is:ignored' }))).toBe(false);
    expect(isNarrowed(readFilters({ query: 'is:ignored level:error' }))).toBe(true);
    expect(isNarrowed(readFilters({ project: '7' }))).toBe(true);
  });
});
