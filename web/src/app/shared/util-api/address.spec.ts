import { at } from './address';

describe('an address', () => {
  it('keeps each part one segment, whatever it holds', () => {
    expect(at('/api/0/teams/{organization}/{team}/', { organization: 'a/b', team: '..' })).toBe(
      '/api/0/teams/a%2Fb/_/',
    );
    expect(at('/api/0/issues/{issueId}/', { issueId: '5?x=1#y' })).toBe('/api/0/issues/5%3Fx%3D1%23y/');
  });

  it('takes a part with a sign that means something in replacements', () => {
    expect(at('/api/0/issues/{issueId}/', { issueId: '$&' })).toBe('/api/0/issues/%24%26/');
  });

  it('exists on the server, with all its parts', () => {
    // @ts-expect-error: the compiler refuses an address that the server does not serve
    at('/api/0/nothing/');
    // @ts-expect-error: and one whose part is missing
    at('/api/0/teams/{organization}/{team}/', { organization: 'acme' });
    expect(at('/api/0/')).toBe('/api/0/');
  });
});
