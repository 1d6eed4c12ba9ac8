import { findPlatforms, platformOf, platforms } from './platforms';

describe('platforms', () => {
  it('have ids and tags that fit, each id once', () => {
    expect(new Set(platforms.map(({ id }) => id)).size).toBe(platforms.length);
    expect(platforms.length).toBeGreaterThanOrEqual(25);
    expect(platforms.filter(({ tag }) => tag.length < 1 || tag.length > 2)).toEqual([]);
  });

  it('are found by name first and by related words after', () => {
    const names = findPlatforms('java').map(({ name }) => name);

    expect(names.slice(0, 1)).toEqual(['Java']);
    expect(names).toContain('Spring Boot');
    expect(names).not.toContain('Django');
  });

  it('are found when every word fits', () => {
    expect(findPlatforms('python web').map(({ id }) => id)).toEqual([
      'python-django',
      'python-flask',
      'python-fastapi',
    ]);
    expect(findPlatforms('zzz')).toEqual([]);
  });

  it('fall back to the family and then to their own name', () => {
    expect(platformOf('python-tornado').tag).toBe('py');
    expect(platformOf('cocoa').name).toBe('iOS');
    expect(platformOf('haskell').tag).toBe('ha');
    expect(platformOf(null).name).toBe('No platform');
  });
});
