import { IntakeReport, SetAsideItem } from '../app/projects/util/intake-types';
import { IntakeRules, IntakeWishes } from '../app/projects/util/intake-rules';

const empty = { accepted: 0, filtered: 0, rateLimited: 0, invalid: 0, dropped: 0, setAside: 0 };

/** A day at the shop: 93 in 100 stored, a key over its limit, one item that could not be read. */
export const report: IntakeReport = {
  start: '2026-11-24T10:00:00.000Z',
  end: '2026-11-25T09:20:00.000Z',
  interval: 3600,
  totals: {
    received: 185_225,
    accepted: 172_805,
    filtered: 1_340,
    rateLimited: 9_870,
    invalid: 1_208,
    dropped: 0,
    setAside: 2,
  },
  series: [
    { time: '2026-11-25T08:00:00.000Z', ...empty, accepted: 172_805, filtered: 1_340 },
    { time: '2026-11-25T09:00:00.000Z', ...empty, rateLimited: 9_870, invalid: 1_208, setAside: 2 },
  ],
  reasons: [
    {
      outcome: 'filtered',
      reason: 'browser_extensions',
      category: 'error',
      quantity: 1_340,
      lastSeen: '2026-11-25T09:19:00.000Z',
    },
    {
      outcome: 'rate_limited',
      reason: 'key_rate_limit',
      category: 'default',
      quantity: 9_870,
      lastSeen: '2026-11-25T09:20:00.000Z',
    },
    {
      outcome: 'invalid',
      reason: 'key_disabled',
      category: 'default',
      quantity: 1_208,
      lastSeen: '2026-11-25T09:17:00.000Z',
    },
    {
      outcome: 'set_aside',
      reason: 'prepare_failed',
      category: 'error',
      quantity: 2,
      lastSeen: '2026-11-25T04:20:00.000Z',
    },
  ],
  spike: null,
  clientDiscards: [
    {
      reason: 'sample_rate',
      category: 'transaction',
      quantity: 41_220,
      lastSeen: '2026-11-25T09:20:00.000Z',
    },
  ],
};

/** Nothing was received. */
export const silence: IntakeReport = {
  ...report,
  totals: { received: 0, ...empty },
  series: [{ time: '2026-11-25T09:00:00.000Z', ...empty }],
  reasons: [],
  clientDiscards: [],
};

export const brokenItem: SetAsideItem = {
  id: '01999999-0000-7000-8000-000000000001',
  receivedAt: '2026-11-25T04:20:00.000Z',
  itemType: 'event',
  reason: 'prepare_failed',
  detail: 'contexts.device is text, an object was expected',
  size: 6_204,
};

/** As they are written. */
export const wishes: IntakeWishes = {
  filters: {
    browserExtensions: true,
    legacyBrowsers: false,
    localhost: false,
    crawlers: true,
    healthChecks: false,
    releases: ['1.*', '*-snapshot'],
    errorMessages: [],
    addresses: [],
  },
  scrubbing: {
    defaults: true,
    ipAddresses: true,
    sensitiveFields: ['iban'],
    safeFields: [],
  },
  allowedDomains: ['*'],
  spikeProtection: true,
  rateLimit: null,
};

/** As they are read: with what the organization decides. */
export const rules: IntakeRules = {
  ...wishes,
  scrubbing: { ...wishes.scrubbing, organizationIpAddresses: false },
};
