import { curlCommand } from '@shared/util-quoting/shell';
import { urlQuery } from '@shared/util-quoting/url';
import { EventDetail, RequestData } from './event-types';
import { writeValue } from './frames';

export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

export interface ContextCard {
  readonly name: string;
  readonly rows: readonly KeyValue[];
}

const names: Readonly<Record<string, string>> = {
  os: 'Operating system',
  gpu: 'Graphics',
  app: 'Application',
  trace: 'Trace',
  client_os: 'Client system',
};

/** Everything about the event's surroundings, one card per kind; empty values are left out. */
export function contextCards(event: EventDetail): readonly ContextCard[] {
  const cards: ContextCard[] = [];
  const { ...user } = event.user ?? {};
  cards.push({ name: 'User', rows: rowsOf(user) });
  for (const [key, value] of Object.entries(event.contexts ?? {}))
    cards.push({ name: names[key] ?? title(key), rows: rowsOf(value) });
  const about = {
    server: event.serverName,
    transaction: event.transaction,
    logger: event.logger,
    distribution: event.dist,
  };
  cards.push({
    name: 'Event',
    rows: rowsOf({ ...about, SDK: [event.sdk?.name, event.sdk?.version].filter(Boolean).join(' ') }),
  });
  return cards.filter(({ rows }) => rows.length);
}

export function rowsOf(value: unknown): readonly KeyValue[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object' || Array.isArray(value)) return [{ key: 'value', value: writeValue(value) }];
  return Object.entries(value)
    .filter(([key, each]) => each !== null && each !== '' && each !== undefined && key !== 'type')
    .map(([key, each]) => ({
      key,
      value: typeof each === 'object' ? JSON.stringify(each, null, 2) : String(each),
    }));
}

export function pairs(value: RequestData['headers'] | RequestData['query']): readonly KeyValue[] {
  if (!value) return [];
  if (typeof value === 'string') return value ? [{ key: 'query', value }] : [];
  return value.map(([key, each]) => ({ key: String(key), value: writeValue(each ?? '') }));
}

/** The body as text; JSON gets its lines. */
export function bodyText(data: unknown): string {
  if (data === null || data === undefined || data === '') return '';
  if (typeof data !== 'string') return JSON.stringify(data, null, 2);
  try {
    const parsed: unknown = JSON.parse(data);
    return typeof parsed === 'object' ? JSON.stringify(parsed, null, 2) : data;
  } catch {
    return data;
  }
}

export function pathOf(url: string | null | undefined): string {
  return (url ?? '').replace(/^[a-z]+:\/\/[^/]*/i, '') || (url ?? '');
}

/** A request to repeat in a terminal; scrubbed headers are left out. */
export function curlOf(request: RequestData): string {
  const query = urlQuery(pairs(request.query).map(({ key, value }) => [key, value]));
  const url = request.url ?? '';
  return curlCommand({
    method: request.method,
    url: query && !url.includes('?') ? `${url}?${query}` : url,
    headers: pairs(request.headers)
      .filter(({ key, value }) => value !== '[Filtered]' && !/^(host|content-length)$/i.test(key))
      .map(({ key, value }) => [key, value]),
    body: bodyText(request.data),
  });
}

function title(key: string): string {
  const words = key.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "Chrome Mobile 156 · Android 16" */
export function clientOf(contexts: EventDetail['contexts']): string {
  return ['browser', 'os', 'client_os']
    .map((key) => (contexts?.[key] ?? {}) as { name?: string; version?: string })
    .filter(({ name }) => name)
    .map(({ name, version }) => [name, version?.split('.')[0]].filter(Boolean).join(' '))
    .slice(0, 2)
    .join(' · ');
}
