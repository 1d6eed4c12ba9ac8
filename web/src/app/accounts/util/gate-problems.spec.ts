import { emailError, loginMessage, newPasswordError, safeNext } from './gate-problems';

describe('gates', () => {
  it('lead back only to pages of this site', () => {
    expect(safeNext('/acme/issues?query=is:unresolved')).toBe('/acme/issues?query=is:unresolved');
    expect(safeNext('//evil.example')).toBe('/');
    expect(safeNext('/\\evil.example')).toBe('/');
    expect(safeNext('https://evil.example')).toBe('/');
    expect(safeNext('/login?next=/login')).toBe('/');
    expect(safeNext(undefined)).toBe('/');
  });

  it('do not tell whether an account exists', () => {
    expect(loginMessage({ status: 400, message: 'No such user', fields: {} })).toBe(
      'E-mail and password do not match.',
    );
    expect(loginMessage({ status: 400, code: 'too_many_login_attempts', message: '', fields: {} })).toContain(
      'Wait',
    );
    expect(loginMessage({ status: 429, message: 'Wait', fields: {} })).toBe('Wait');
  });

  it('say what is wrong with an address or a new password', () => {
    expect(emailError('nadia@acme.shop')).toBeUndefined();
    expect(emailError('nadia')).toContain('name@example.org');
    expect(newPasswordError('short')).toContain('at least 8');
    expect(newPasswordError('1234567890')).toContain('not only digits');
    expect(newPasswordError('correct horse')).toBeUndefined();
  });
});
