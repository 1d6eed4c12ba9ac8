import { DSN, Guide, Snippet, file, shell } from './guide';
import { backendGuides } from './guides-backend';
import { javascriptGuides } from './guides-javascript';
import { nativeGuides } from './guides-native';

const guides: Readonly<Record<string, Guide>> = { ...javascriptGuides, ...backendGuides, ...nativeGuides };

/** For platforms without an SDK: any program that can make an HTTP request. */
const byHand: Guide = {
  install: [file('any SDK', 'Every Sentry SDK works with this DSN.')],
  start: file('environment of the program', `SENTRY_DSN=${DSN}`),
  fail: shell('terminal', ''),
};

/** The guide of a platform with the DSN filled in; unknown platforms get the one that needs no SDK. */
export function guideFor(platform: string | null, dsn: string): Guide {
  const guide = guides[platform ?? ''] ?? guides[(platform ?? '').split('-')[0] ?? ''];
  const filled = (snippet: Snippet): Snippet => ({ ...snippet, code: snippet.code.replaceAll(DSN, dsn) });
  if (!guide) return { ...byHand, start: filled(byHand.start), fail: shell('terminal', curlFor(dsn)) };
  return { install: guide.install.map(filled), start: filled(guide.start), fail: filled(guide.fail) };
}

/** One event without any SDK. The DSN is `scheme://key@host[/path]/project`. */
export function curlFor(dsn: string): string {
  const { endpoint, key } = partsOf(dsn);
  return [
    `curl -i ${endpoint}/store/`,
    `  -H 'Content-Type: application/json'`,
    `  -H 'X-Sentry-Auth: Sentry sentry_version=7, sentry_client=curl/1.0, sentry_key=${key}'`,
    `  -d '{"message": "Hello, Fettle", "level": "error", "platform": "other"}'`,
  ].join(' \\\n');
}

/** Where a DSN's events go: `endpoint` is `scheme://host[/path]/api/project`. */
export function partsOf(dsn: string): { endpoint: string; key: string } {
  const url = new URL(dsn);
  const [project = '', ...path] = url.pathname.split('/').filter(Boolean).reverse();
  const base = [url.host, ...path.reverse()].join('/');
  return { endpoint: `${url.protocol}//${base}/api/${project}`, key: url.username };
}
