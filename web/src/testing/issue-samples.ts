import { EventDetail, Frame } from '../app/issues/util/event-types';
import { Issue } from '../app/issues/util/issue-types';

export function issueSample(id: string, more: Partial<Issue> = {}): Issue {
  return {
    id,
    shortId: `STOREFRONT-${id}`,
    count: '1204',
    userCount: 318,
    type: 'error',
    level: 'error',
    status: 'unresolved',
    title: `TypeError: sku of ${id} is undefined`,
    culprit: 'useLinePrice(src/cart/LineItem.tsx)',
    metadata: { type: 'TypeError', value: `sku of ${id} is undefined` },
    project: { id: '7', slug: 'storefront', name: 'storefront', platform: 'javascript-react' },
    platform: 'javascript',
    stats: {
      '24h': [
        [1_764_054_000, 12],
        [1_764_057_600, 3],
      ],
      '14d': [[1_764_028_800, 15]],
    },
    firstSeen: '2026-11-20T08:00:00.000Z',
    lastSeen: '2026-11-25T07:00:00.000Z',
    firstRelease: {
      version: '4.18.0',
      shortVersion: '4.18.0',
      dateCreated: '2026-11-19T08:00:00.000Z',
      dateReleased: null,
    },
    lastRelease: null,
    isNew: false,
    isRegressed: false,
    isUnhandled: false,
    regressedAt: null,
    resolvedAt: null,
    resolvedBy: null,
    assignedTo: null,
    logger: null,
    matchingEventId: null,
    numComments: 0,
    permalink: `https://errors.acme.shop/acme/issues/${id}`,
    shareId: null,
    statusDetails: {},
    subscriptionDetails: null,
    ...more,
  };
}

export function frameSample(
  filename: string,
  name: string,
  lineNo: number,
  more: Partial<Frame> = {},
): Frame {
  return { filename, function: name, lineNo, inApp: false, ...more };
}

/** Oldest call first, as SDKs send them. */
export const pythonFrames: readonly Frame[] = [
  frameSample('gunicorn/workers/sync.py', 'run', 30),
  frameSample('django/core/handlers/base.py', 'get_response', 197),
  frameSample('checkout/middleware.py', '__call__', 37, { inApp: true }),
  frameSample('django/views/generic/base.py', 'dispatch', 104),
  frameSample('checkout/pricing.py', 'apply_voucher', 85, {
    inApp: true,
    context: [
      [84, '        rate = voucher.rate_for(line.sku)'],
      [85, '        total += line.price * (1 - rate)'],
      [86, '    return total'],
    ],
    vars: { rate: 'None', total: "Decimal('64.90')", card_token: '[Filtered]' },
  }),
];

export function eventSample(more: Partial<EventDetail> = {}): EventDetail {
  return {
    id: '0'.repeat(31) + '1',
    eventID: 'c'.repeat(32),
    groupID: '5',
    dateCreated: '2026-11-25T07:00:00.000Z',
    dateReceived: '2026-11-25T07:00:00.100Z',
    platform: 'python',
    title: 'TypeError: unsupported operand',
    type: 'error',
    level: 'error',
    release: '4.18.0',
    environment: 'production',
    tags: [{ key: 'voucher', value: 'AUTUMN 25' }],
    entries: [
      {
        type: 'exception',
        data: {
          values: [
            {
              type: 'TypeError',
              value: 'unsupported operand',
              mechanism: { type: 'django', handled: false },
              stacktrace: { frames: pythonFrames },
            },
          ],
        },
      },
    ],
    contexts: { browser: { name: 'Firefox', version: '130.0' } },
    user: { id: '88213', email: 'kim@example.com' },
    previousEventID: 'b'.repeat(32),
    nextEventID: null,
    firstEventID: 'a'.repeat(32),
    ...more,
  };
}
