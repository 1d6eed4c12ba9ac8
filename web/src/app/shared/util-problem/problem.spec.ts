import { problemOf } from './problem';

describe('a problem', () => {
  it('takes the server’s own words', () => {
    const problem = problemOf({ status: 403, error: { detail: 'Must be admin to modify teams' } });

    expect(problem).toEqual({ status: 403, message: 'Must be admin to modify teams', fields: {} });
  });

  it('knows which field was refused', () => {
    const problem = problemOf({
      status: 422,
      error: { detail: [{ type: 'missing', loc: ['body', 'payload', 'name'], msg: 'Field required' }] },
    });

    expect(problem.fields).toEqual({ name: 'Field required' });
    expect(problem.message).toBe('Field required');
  });

  it('reads the shape of the log-in routes', () => {
    const problem = problemOf({
      status: 400,
      error: { errors: [{ message: 'Taken', code: 'email_taken', param: 'email' }] },
    });

    expect(problem.fields).toEqual({ email: 'Taken' });
    expect(problem.code).toBe('email_taken');
  });

  it('says what to do when nobody answered', () => {
    expect(problemOf({ status: 0, error: new ProgressEvent('error') }).message).toContain('did not answer');
    expect(problemOf(undefined).status).toBe(0);
  });
});
