// The intake and the rules of a project, as the mock server plays them.
import { randomUUID } from 'node:crypto';

const HOUR = 3_600_000;
const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();
const hours = { '1h': 1, '24h': 24, '7d': 168, '30d': 720 };
const PARTS = ['accepted', 'filtered', 'rateLimited', 'invalid', 'dropped', 'setAside'];

const reasons = () => [
  {
    outcome: 'rate_limited',
    reason: 'key_rate_limit',
    category: 'default',
    quantity: 9_870,
    lastSeen: ago(1),
    detail: 'Key “Android 9.x” allows 60 per minute',
  },
  {
    outcome: 'invalid',
    reason: 'key_disabled',
    category: 'default',
    quantity: 1_204,
    lastSeen: ago(190),
    detail: 'Key “Old marketing site”',
  },
  { outcome: 'filtered', reason: 'browser_extensions', category: 'error', quantity: 812, lastSeen: ago(4) },
  { outcome: 'filtered', reason: 'localhost', category: 'error', quantity: 528, lastSeen: ago(130) },
  { outcome: 'dropped', reason: 'duplicate', category: 'error', quantity: 37, lastSeen: ago(900) },
  { outcome: 'invalid', reason: 'too_large', category: 'default', quantity: 4, lastSeen: ago(5 * 3600) },
  { outcome: 'set_aside', reason: 'prepare_failed', category: 'error', quantity: 2, lastSeen: ago(5 * 3600) },
];

const items = [0, 1].map((place) => ({
  id: randomUUID(),
  receivedAt: ago(5 * 3600 + place * 2),
  itemType: 'event',
  reason: 'prepare_failed',
  detail: 'IllegalStateException: contexts.device is text, an object was expected',
  size: 6_204 + place * 3,
}));

const rules = {
  filters: {
    browserExtensions: true,
    legacyBrowsers: false,
    localhost: true,
    crawlers: true,
    healthChecks: false,
    releases: ['1.*', '*-snapshot'],
    errorMessages: [],
    addresses: ['203.0.113.0/24'],
  },
  scrubbing: { defaults: true, ipAddresses: true, sensitiveFields: ['iban'], safeFields: [] },
  allowedDomains: ['*'],
  spikeProtection: true,
  rateLimit: null,
};

function report(url) {
  const count = hours[url.searchParams.get('statsPeriod')] ?? 24;
  const category = url.searchParams.get('category');
  const first = Math.floor(Date.now() / HOUR) * HOUR - (count - 1) * HOUR;
  const shown = reasons().filter((each) => !category || each.category === category);
  const sum = (outcome) =>
    shown.filter((each) => each.outcome === outcome).reduce((total, { quantity }) => total + quantity, 0);
  const totals = {
    accepted: category && category !== 'error' ? 0 : 172_805,
    filtered: sum('filtered'),
    rateLimited: sum('rate_limited'),
    invalid: sum('invalid'),
    dropped: sum('dropped'),
    setAside: sum('set_aside'),
  };
  totals.received = PARTS.reduce((total, part) => total + totals[part], 0);
  const recent = Math.min(7, count);
  const series = Array.from({ length: count }, (_, hour) => ({
    time: new Date(first + hour * HOUR).toISOString(),
    accepted: Math.round(totals.accepted / count),
    filtered: Math.round((totals.filtered / count) * (1 + 0.4 * Math.sin(hour))),
    rateLimited: hour >= count - recent ? Math.round(totals.rateLimited / recent) : 0,
    invalid: Math.round(totals.invalid / count),
    dropped: hour === count - 3 ? totals.dropped : 0,
    setAside: hour === count - 5 ? totals.setAside : 0,
  }));
  return {
    start: new Date(first).toISOString(),
    end: ago(0),
    interval: 3600,
    totals,
    inFlight: 0,
    series,
    reasons: shown,
    clientDiscards: [
      { reason: 'sample_rate', category: 'transaction', quantity: 41_220, lastSeen: ago(20) },
      { reason: 'ratelimit_backoff', category: 'error', quantity: 3_118, lastSeen: ago(60) },
    ].filter((each) => !category || each.category === category),
    spike: process.env.SPIKE === '1' ? { since: ago(2_400), keepRate: 0.1 } : null,
  };
}

const limit = { rateLimit: null };

export const intakeRoutes = [
  ['GET', '/api/0/organizations/:org/intake-limit/', () => ({ body: limit })],
  ['PUT', '/api/0/organizations/:org/intake-limit/', ({ body }) => ({ body: Object.assign(limit, body) })],
  ['GET', '/api/0/projects/:org/:project/intake/', ({ url }) => ({ body: report(url) })],
  ['GET', '/api/0/projects/:org/:project/intake/set-aside/', () => ({ body: items })],
  [
    'GET',
    '/api/0/projects/:org/:project/intake/set-aside/:id/raw/',
    () => ({ body: { event_id: 'a'.repeat(32), contexts: { device: 'iPhone' } } }),
  ],
  ['POST', '/api/0/projects/:org/:project/intake/set-aside/:id/retry/', ({ id }) => remove(id, 202)],
  ['DELETE', '/api/0/projects/:org/:project/intake/set-aside/:id/', ({ id }) => remove(id, 204)],
  ['GET', '/api/0/projects/:org/:project/intake-rules/', () => ({ body: rules })],
  [
    'PUT',
    '/api/0/projects/:org/:project/intake-rules/',
    ({ body }) => ({ body: Object.assign(rules, body) }),
  ],
];

function remove(id, status) {
  const place = items.findIndex((item) => item.id === id);
  if (place >= 0) items.splice(place, 1);
  return { status, body: { outcome: 'digested', detail: null } };
}
