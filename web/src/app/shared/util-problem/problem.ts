/** What went wrong, in words a person can act on. */
export interface Problem {
  /** HTTP status; 0 when the server did not answer. */
  readonly status: number;
  readonly message: string;
  /** The server's name for it, when it has one: "email_taken". */
  readonly code?: string;
  /** The server's words per field, when it named fields. */
  readonly fields: Readonly<Record<string, string>>;
}

interface ServerFault {
  msg?: string;
  message?: string;
  code?: string;
  loc?: unknown[];
  param?: string;
}

/** Reads any failure: GlitchTip's `{detail}`, its list of field faults, allauth's `{errors}`, or no answer at all. */
export function problemOf(error: unknown): Problem {
  const { status = 0, error: body } = (error ?? {}) as { status?: number; error?: unknown };
  const { detail, errors, message } = (isRecord(body) ? body : {}) as {
    detail?: unknown;
    errors?: unknown;
    message?: unknown;
  };
  const faults = [detail, errors].find(Array.isArray) as ServerFault[] | undefined;
  const fields: Record<string, string> = {};
  for (const fault of faults ?? []) {
    const name = fault.param ?? fault.loc?.at(-1);
    if (name !== undefined) fields[String(name)] = fault.msg ?? fault.message ?? 'Not accepted';
  }
  const said = [detail, message].find((text) => typeof text === 'string') as string | undefined;
  const first = faults?.[0];
  const code = first?.code ? { code: first.code } : {};
  return { status, fields, ...code, message: said ?? first?.msg ?? first?.message ?? describe(status) };
}

function describe(status: number): string {
  if (status === 0) return 'The server did not answer. Check the connection and try again.';
  if (status === 401) return 'Your session has ended. Log in again.';
  if (status === 403) return 'Your role does not allow this.';
  if (status === 404) return 'It does not exist, or you cannot see it.';
  if (status === 429) return 'Too many tries in a short time. Wait a minute and try again.';
  return `The server answered ${status}. Its log says why.`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
