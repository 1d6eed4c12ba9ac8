import { Problem } from '@shared/util-problem/problem';

/** What the log-in page says: never which of the two was wrong. */
export function loginMessage(problem: Problem): string {
  if (problem.code === 'too_many_login_attempts')
    return 'Too many failed tries. Wait five minutes and try again.';
  if (problem.status === 400 || problem.status === 401) return 'E-mail and password do not match.';
  return problem.message;
}

/** What the page for a forgotten password says. */
export function passwordRequestMessage(problem: Problem): string {
  return problem.status === 429 ? 'Asked too often. Wait an hour and try again.' : problem.message;
}

/** Where to go after a log-in: the page that was asked for, but only on this site. */
export function safeNext(next: string | undefined): string {
  return next?.startsWith('/') &&
    !next.startsWith('//') &&
    !next.startsWith('/\\') &&
    !next.startsWith('/login')
    ? next
    : '/';
}

export function emailError(email: string): string | undefined {
  if (!email) return 'Enter your e-mail address.';
  return /^\S+@\S+$/.test(email) ? undefined : 'An e-mail address has the form name@example.org.';
}

export const MINIMUM_PASSWORD = 8;

export function newPasswordError(password: string): string | undefined {
  if (password.length < MINIMUM_PASSWORD) return `A password has at least ${MINIMUM_PASSWORD} characters.`;
  return /^\d+$/.test(password) ? 'A password is not only digits. Add letters or words.' : undefined;
}
