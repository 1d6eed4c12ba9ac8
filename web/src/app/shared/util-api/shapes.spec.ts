import { Answer, Body } from './shapes';

describe('the types of the API', () => {
  it('refuse a field that the server does not take, or does not take so', () => {
    // @ts-expect-error: the server calls it "name"
    const misspelt: Body<'/api/0/users/{userId}/', 'put'> = { nme: 'Nadia' };
    // @ts-expect-error: a name is text
    const wrong: Body<'/api/0/organizations/', 'post'> = { name: 5 };

    expect([misspelt, wrong].length).toBe(2);
  });

  it('know what may be null, and give lists as lists', () => {
    const platform: Answer<'/api/0/projects/{organization}/{project}/'>['platform'] = null;
    const teams: Answer<'/api/0/organizations/{organization}/teams/'> = [];

    expect(platform).toBeNull();
    expect(teams).toEqual([]);
  });
});
