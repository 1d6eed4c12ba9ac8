import { organizationNameError, teamNameError, teamSlug } from './names';

describe('names', () => {
  it('become slugs', () => {
    expect(teamSlug('  Web Platform! ')).toBe('web-platform');
    expect(teamSlug('Zürich_2')).toBe('zurich_2');
    expect(teamSlug('x'.repeat(80)).length).toBe(50);
  });

  it('say what is wrong and what to do', () => {
    expect(organizationNameError(' ')).toContain('Enter a name');
    expect(organizationNameError('Acme')).toBeUndefined();
    expect(teamNameError('!!!', [])).toContain('letter or digit');
    expect(teamNameError('Web', ['web'])).toBe('Team web exists already. Choose another name.');
    expect(teamNameError('Web', ['payments'])).toBeUndefined();
  });
});
