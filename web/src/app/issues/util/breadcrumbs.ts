import { BreadcrumbValue } from './event-types';
import { writeValue } from './frames';

/** Names of icons. */
export type CrumbIcon =
  | 'arrow-left-right'
  | 'circle-dot'
  | 'circle-x'
  | 'database'
  | 'mouse-pointer-click'
  | 'navigation'
  | 'terminal'
  | 'triangle-alert'
  | 'user-round';

export interface Crumb {
  /** "−0.412 s" before the event. */
  readonly when: string;
  readonly at: number | undefined;
  readonly kind: string;
  readonly icon: CrumbIcon;
  readonly tone: '' | 'warning' | 'error';
  readonly text: string;
  readonly detail: string;
  readonly isCode: boolean;
}

export function viewCrumbs(
  values: readonly BreadcrumbValue[] | null | undefined,
  eventAt: number,
): readonly Crumb[] {
  return (values ?? []).filter((crumb) => !!crumb).map((crumb) => viewCrumb(crumb, eventAt));
}

function viewCrumb(crumb: BreadcrumbValue, eventAt: number): Crumb {
  const at = Date.parse(crumb.timestamp ?? '');
  const tone =
    crumb.level === 'warning' ? 'warning' : crumb.level === 'error' || crumb.level === 'fatal' ? 'error' : '';
  const { text, detail, isCode } = wordsOf(crumb);
  const kind = crumb.category || (crumb.type && crumb.type !== 'default' ? crumb.type : 'log');
  return {
    when: Number.isNaN(at) ? '' : beforeEvent(at - eventAt),
    at: Number.isNaN(at) ? undefined : at,
    kind,
    icon: tone === 'error' ? 'circle-x' : tone === 'warning' ? 'triangle-alert' : iconOf(crumb),
    tone,
    text,
    detail,
    isCode,
  };
}

function wordsOf({
  message,
  data,
  type,
  category,
}: BreadcrumbValue): Pick<Crumb, 'text' | 'detail' | 'isCode'> {
  const isHttp = type === 'http' || /^(http|xhr|fetch|httplib)/.test(category ?? '');
  const { method, url, status_code: status, from, to, ...rest } = (data ?? {}) as Record<string, unknown>;
  const others = Object.entries(rest).filter(([, value]) => value !== null && value !== '');
  const more = others.map(([key, value]) => `${key}=${writeValue(value)}`).join(' ');
  if (isHttp && url) {
    const line = [method, url].filter(Boolean).map(writeValue).join(' ');
    const answered = status === undefined || status === null ? '' : `→ ${writeValue(status)}`;
    return {
      text: message || line,
      detail: [message ? line : '', answered, more].filter(Boolean).join(' '),
      isCode: true,
    };
  }
  if ((type === 'navigation' || category === 'navigation') && to)
    return {
      text: `${writeValue(from ?? '')} → ${writeValue(to)}`.trim(),
      detail: message ?? '',
      isCode: true,
    };
  const all = Object.entries(data ?? {})
    .map(([key, value]) => `${key}=${writeValue(value)}`)
    .join(' ');
  return {
    text: message || all,
    detail: message ? all : '',
    isCode: !message || /query|sql/.test(`${type} ${category}`),
  };
}

function iconOf({ type, category }: BreadcrumbValue): CrumbIcon {
  const kind = `${type ?? ''} ${category ?? ''}`;
  if (/http|xhr|fetch/.test(kind)) return 'arrow-left-right';
  if (/navigation/.test(kind)) return 'navigation';
  if (/ui|click|touch/.test(kind)) return 'mouse-pointer-click';
  if (/query|sql|db|redis/.test(kind)) return 'database';
  if (/auth|user|session/.test(kind)) return 'user-round';
  if (/console|log|debug/.test(kind)) return 'terminal';
  return 'circle-dot';
}

/** -412 → "−0.412 s"; -95_000 → "−1 min 35 s" */
export function beforeEvent(milliseconds: number): string {
  const sign = milliseconds < 0 ? '−' : milliseconds > 0 ? '+' : '';
  const size = Math.abs(milliseconds);
  if (size < 10_000) return `${sign}${(size / 1000).toFixed(size % 1000 ? 3 : 0)} s`;
  if (size < 60_000) return `${sign}${(size / 1000).toFixed(1)} s`;
  const seconds = Math.round(size / 1000);
  if (seconds < 3600) return `${sign}${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${sign}${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}
