// The issues of the mock server: rows, counts, a histogram and events of a few kinds.
const HOUR = 3600;
const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();
const now = () => Math.floor(Date.now() / 1000 / HOUR) * HOUR;

const samples = `
TypeError|unsupported operand type(s) for -: 'int' and 'NoneType'|checkout/pricing.py in apply_voucher|python|error|18204|2311|12|10800|new unhandled
OutOfMemoryError|Java heap space|InvoiceRenderer.render in com.acme.billing.pdf|java|fatal|41|0|240|3120|new unhandled
OperationalError|server closed the connection unexpectedly|checkout/orders/repository.py in lock_order|python|error|1204|318|60|3542400|regressed
ChunkLoadError|Loading chunk 482 failed (https://static.acme.shop/482.9f31c0.js)|webpack/runtime/jsonp in r.f.j|javascript|error|3911|1108|26|518400|
TypeError|Cannot read properties of undefined (reading 'sku')|src/cart/LineItem.tsx in useLinePrice|javascript|error|642|287|180|10800|new
PaymentGatewayError|502 from POST https://api.payhub.example/v2/charges|checkout/payments/client.py in charge|python|error|877|640|48|9676800|
DeadlineExceeded|context deadline exceeded after 800 ms: shard 7 of 12|internal/query/fanout.go in (*Fanout).collect|go|warning|9330|0|2|1987200|
NullPointerException|Cannot invoke "Customer.vatId()" because "customer" is null|VatLookup.resolve in com.acme.billing.tax|java|error|206|61|1140|691200|unhandled
EXC_BAD_ACCESS|Attempted to dereference garbage pointer at 0x10|CartViewController.prefetch(_:) in Acme|cocoa|fatal|58|55|660|172800|unhandled
CSP|Blocked 'script-src' from https://cdn.tagvendor.example|https://acme.shop/checkout|javascript|warning|2140|1932|5|5529600|
UnicodeDecodeError|'utf-8' codec can't decode byte 0xe9 in position 14: invalid continuation byte|imports/csv_reader.py in read_rows|python|error|93|4|2280|18000|new
PDOException|SQLSTATE[40001]: Serialization failure: 1213 Deadlock found when trying to get lock|app/Http/Controllers/StockController.php in adjust|php|error|312|19|420|1641600|
RangeError|Maximum call stack size exceeded|src/search/facets.ts in expand|javascript|error|74|70|1320|1123200|
SlowConsumer|inventory.events lag 42,118 above 10,000 for 5 min|InventoryConsumer.poll in com.acme.stock|java|warning|36|0|7200|7200|new
|Feature flag 'fast-lane' evaluated without a default|checkout/flags.py in is_enabled|python|info|5120|880|9|7603200|
TimeoutError|QueuePool limit of size 5 overflow 10 reached, connection timed out|jobs/settle.py in settle_batch|python|error|140|22|3600|2592000|`
  .trim()
  .split('\n');

const issues = samples.map((line, index) => row(line, index));

function row(line, index) {
  const [type, value, culprit, platform, level, count, users, seen, age, flags] = line.split('|');
  const rate = Number(count) / Math.min(24, Number(age) / HOUR);
  const spread = (hour) =>
    (23 - hour) * HOUR > Number(age) ? 0 : Math.round(rate * (0.7 + 0.6 * Math.abs(Math.sin(hour + index))));
  return {
    id: String(index + 1),
    shortId: `SHOP-${index + 1}`,
    count,
    userCount: Number(users),
    type: 'error',
    level,
    status: 'unresolved',
    title: type ? `${type}: ${value}` : value,
    culprit,
    metadata: type ? { type, value } : {},
    project: { id: '0', slug: 'storefront', name: 'storefront', platform },
    platform,
    stats: {
      '24h': Array.from({ length: 24 }, (_, hour) => [now() - (23 - hour) * HOUR, spread(hour)]),
      '14d': Array.from({ length: 14 }, (_, day) => [
        now() - (13 - day) * 24 * HOUR,
        Math.round((Number(count) / 14) * (0.5 + Math.abs(Math.sin(day)))),
      ]),
    },
    firstSeen: ago(Number(age)),
    lastSeen: ago(Number(seen)),
    firstRelease: { version: '4.18.0', shortVersion: '4.18.0' },
    lastRelease: { version: '4.18.0', shortVersion: '4.18.0' },
    isNew: flags.includes('new'),
    isRegressed: flags.includes('regressed'),
    isUnhandled: flags.includes('unhandled'),
    numComments: 0,
    resolvedAt: null,
    resolvedBy: null,
  };
}

const pricing = [
  'def apply_voucher(cart: Cart, voucher: Voucher) -> Decimal:',
  '    """Total of the cart after the voucher."""',
  '    total = Decimal("0")',
  '    for line in cart.lines:',
  '        rate = voucher.rate_for(line.sku)',
  '        total += line.price * line.qty * (1 - rate)',
  '    if voucher.cap and total < voucher.floor:',
  '        raise VoucherFloorReached(voucher.code)',
  '    return total.quantize(CENT)',
];
const frame = (filename, fn, lineNo, more = {}) => ({
  filename,
  function: fn,
  lineNo,
  inApp: false,
  ...more,
});
const lines = (first, texts) => texts.map((text, index) => [first + index, text]);

const pythonFrames = [
  ...[
    'gunicorn/workers/sync.py',
    'gunicorn/workers/base.py',
    'django/core/handlers/wsgi.py',
    'django/core/handlers/base.py',
  ].map((name, index) =>
    frame(name, 'handle', 30 + index, { context: [[30 + index, '    return self.handler(request)']] }),
  ),
  frame('checkout/middleware.py', 'TenantMiddleware.__call__', 37, {
    inApp: true,
    context: [[37, '        return self.get_response(request)']],
  }),
  ...['django/views/generic/base.py', 'rest_framework/views.py'].map((name, index) =>
    frame(name, 'dispatch', 104 + index),
  ),
  frame('checkout/views.py', 'ApplyVoucherView.post', 141, {
    inApp: true,
    context: lines(138, [
      '    cart = get_object_or_404(Cart, id=request.data["cart"])',
      '    voucher = Voucher.objects.valid().get(code=request.data["code"])',
      '    with transaction.atomic():',
      '        cart.total = apply_voucher(cart, voucher)',
      '        cart.save(update_fields=["total"])',
    ]),
  }),
  frame('checkout/pricing.py', 'apply_voucher', 85, {
    inApp: true,
    context: lines(80, pricing),
    vars: {
      cart: "Cart(id='c_9f31', lines=24)",
      voucher: "Voucher('AUTUMN25', pct=25)",
      line: "CartLine(sku='GIFT-50', qty=1)",
      rate: 'None',
      total: "Decimal('64.90')",
      card_token: '[Filtered]',
    },
  }),
];

const javaFrames = (cls, crash) => [
  ...[
    'java.lang.Thread.run',
    'java.util.concurrent.ThreadPoolExecutor$Worker.run',
    'org.springframework.web.servlet.DispatcherServlet.doDispatch',
  ].map((name) =>
    frame(`${name.split('.').at(-2)}.java`, name.split('.').at(-1), 1583, {
      module: name.slice(0, name.lastIndexOf('.')),
    }),
  ),
  frame('BillingController.java', 'render', 52, {
    module: 'com.acme.billing.BillingController',
    inApp: true,
  }),
  frame(`${cls}.java`, crash, 118, { module: `com.acme.billing.tax.${cls}`, inApp: true }),
];

const hex = (number) => number.toString(16).padStart(32, '0');
const crumbs = [
  [19, 'navigation', 'navigation', '/cart → /checkout', 'info'],
  [11, 'http', 'http', null, 'info', { method: 'GET', url: '/v2/cart', status_code: 200 }],
  [4.8, 'ui', 'ui.click', 'button#apply-voucher', 'info'],
  [
    0.412,
    'http',
    'http',
    null,
    'info',
    { method: 'POST', url: '/v2/checkout/apply-voucher', status_code: 500 },
  ],
  [0.398, 'default', 'auth', 'Session restored for user 88213', 'info'],
  [0.207, 'query', 'query', 'SELECT … FROM "voucher" WHERE code = %s', 'info'],
  [0.198, 'query', 'query', 'SELECT … FROM "cart_line" WHERE cart_id = %s', 'info'],
  [0.003, 'default', 'pricing', 'voucher AUTUMN25 has no rate for GIFT-50', 'warning'],
];

function event(issue, number) {
  const at = Date.parse(issue.lastSeen) - (12 - number) * 60_000;
  const isMessage = !issue.metadata.type;
  const isJava = issue.platform === 'java';
  const exceptions = isJava
    ? [
        {
          type: 'SQLTransientConnectionException',
          value: 'HikariPool-1 - Connection is not available',
          module: 'java.sql',
          stacktrace: { frames: javaFrames('CustomerStore', 'load') },
        },
        {
          ...issue.metadata,
          module: 'java.lang',
          mechanism: { type: 'UncaughtExceptionHandler', handled: !issue.isUnhandled },
          stacktrace: { frames: javaFrames('VatLookup', 'resolve') },
        },
      ]
    : [
        {
          ...issue.metadata,
          mechanism: { type: 'django', handled: !issue.isUnhandled },
          stacktrace: { frames: pythonFrames },
        },
      ];
  const entries = isMessage
    ? [
        {
          type: 'message',
          data: {
            formatted: issue.title,
            message: "Feature flag '%s' evaluated without a default",
            params: ['fast-lane'],
          },
        },
      ]
    : [{ type: 'exception', data: { hasSystemFrames: true, values: exceptions } }];
  const tags = {
    environment: 'production',
    release: '4.18.0',
    voucher: 'AUTUMN25',
    url: '/apply-voucher',
    server_name: 'checkout-7d9f',
  };
  return {
    id: hex(900 + number),
    eventID: hex(number),
    groupID: issue.id,
    projectID: 1,
    dateCreated: new Date(at).toISOString(),
    dateReceived: new Date(at + 120).toISOString(),
    platform: issue.platform,
    culprit: issue.culprit,
    title: issue.title,
    type: isMessage ? 'default' : 'error',
    message: issue.title,
    level: issue.level,
    release: '4.18.0',
    environment: 'production',
    transaction: '/v2/checkout/apply-voucher',
    serverName: 'checkout-7d9f-k2x4b',
    isUnhandled: issue.isUnhandled,
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    entries: [
      ...entries,
      {
        type: 'breadcrumbs',
        data: {
          values: crumbs.map(([before, type, category, message, level, data]) => ({
            type,
            category,
            message,
            level,
            data: data ?? null,
            timestamp: new Date(at - before * 1000).toISOString(),
          })),
        },
      },
      {
        type: 'request',
        data: {
          method: 'POST',
          url: 'https://api.acme.shop/v2/checkout/apply-voucher',
          query: [['lang', 'en']],
          headers: [
            ['Accept', 'application/json'],
            ['Authorization', '[Filtered]'],
            ['User-Agent', 'Mozilla/5.0 (Linux; Android 16; Pixel 10) Chrome/156.0'],
          ],
          data: { cart: 'c_9f31', code: 'AUTUMN25', card_token: '[Filtered]' },
          inferredContentType: 'application/json',
        },
      },
    ],
    contexts: {
      runtime: { name: 'CPython', version: '3.14.1', type: 'runtime' },
      device: { model: 'Pixel 10', family: 'Pixel', type: 'device' },
      os: { name: 'Android', version: '16', type: 'os' },
      browser: { name: 'Chrome Mobile', version: '156.0.8078', type: 'browser' },
      trace: { trace_id: hex(7), span_id: '5b2c9e0011223344', type: 'trace' },
    },
    context: { 'sys.argv': ['gunicorn', 'checkout.wsgi'], attempt: 3 },
    packages: { django: '6.0.1', 'sentry-sdk': '2.61.0' },
    user: { id: '88213', email: 'kim@example.com', ip_address: '203.0.113.0' },
    sdk: { name: 'sentry.python.django', version: '2.61.0' },
    errors: [],
    previousEventID: number > 1 ? hex(number - 1) : null,
    nextEventID: number < 12 ? hex(number + 1) : null,
    firstEventID: hex(1),
    latestEventID: hex(12),
  };
}

function matching(url, projects) {
  const asked = url.searchParams;
  const query = asked.get('query') ?? '';
  const ids = asked.getAll('id');
  const is = /is:(\w+)/.exec(query)?.[1];
  const words = query
    .replace(/\S+:\S+/g, '')
    .trim()
    .toLowerCase();
  return issues
    .map((issue) => ({ ...issue, project: { ...issue.project, id: projects[0]?.id ?? '0' } }))
    .filter(({ id }) => !ids.length || ids.includes(id))
    .filter((issue) => {
      if (is === 'new') return issue.isNew && issue.status === 'unresolved';
      if (is === 'regressed') return issue.isRegressed && issue.status === 'unresolved';
      return !is || issue.status === is;
    })
    .filter((issue) => `${issue.title} ${issue.culprit}`.toLowerCase().includes(words));
}

const status = (name) => issues.filter((issue) => issue.status === name).length;
const find = (id) => issues.find((issue) => issue.id === id);
const found = (issue, body) =>
  issue ? { body: body(issue) } : { status: 404, body: { detail: 'Not Found' } };

/** The next event of an issue that nobody has seen yet; what an SDK would cause. */
export function arrive(title) {
  const made = row(`Error|${title}|src/main.ts in hello|javascript|error|1|1|0|0|new`, issues.length);
  issues.unshift(made);
  return made;
}

export const issueRoutes = [
  [
    'GET',
    '/api/0/organizations/:org/issues/',
    ({ url, org }) => {
      const all = org.projects.some(({ firstEvent }) => firstEvent) ? matching(url, org.projects) : [];
      return { body: all, headers: { 'X-Hits': all.length, 'X-Max-Hits': 1000 } };
    },
  ],
  [
    'PUT',
    '/api/0/organizations/:org/issues/',
    ({ url, org, body }) => {
      const all = matching(url, org.projects).map(({ id }) => find(id));
      for (const issue of all) issue.status = body.status;
      return { body: { ...body, merge: null, updated: all.length } };
    },
  ],
  [
    'GET',
    '/api/0/organizations/:org/issues-counts/',
    () => ({
      body: {
        unresolved: status('unresolved'),
        new: issues.filter((issue) => issue.isNew && issue.status === 'unresolved').length,
        regressed: issues.filter((issue) => issue.isRegressed && issue.status === 'unresolved').length,
        ignored: status('ignored'),
        resolved: status('resolved'),
        cap: 1000,
      },
    }),
  ],
  [
    'GET',
    '/api/0/organizations/:org/issues-histogram/',
    ({ url, org }) => {
      const period = url.searchParams.get('statsPeriod') ?? '24h';
      const all = org.projects.some(({ firstEvent }) => firstEvent) ? matching(url, org.projects) : [];
      const at = (index) => all[0]?.stats[period][index][0] * 1000;
      const sum = (index, isNew) =>
        all
          .filter((issue) => issue.isNew === isNew)
          .reduce((total, issue) => total + issue.stats[period][index][1], 0);
      const buckets = all.length
        ? all[0].stats[period].map((_, index) => ({
            at: new Date(at(index)).toISOString(),
            known: sum(index, false),
            fresh: sum(index, true),
          }))
        : [];
      return { body: { bucketSeconds: 3600, buckets } };
    },
  ],
  [
    'GET',
    '/api/0/organizations/:org/environments/',
    () => ({
      body: [
        { id: 1, name: 'production' },
        { id: 2, name: 'staging' },
      ],
    }),
  ],
  [
    'GET',
    '/api/0/organizations/:org/issues/:id/',
    ({ id }) => found(find(id), (issue) => ({ ...issue, userReportCount: 0 })),
  ],
  [
    'GET',
    '/api/0/issues/:id/tags/',
    ({ id }) =>
      found(find(id), () => [
        {
          key: 'release',
          name: 'Release',
          uniqueValues: 1,
          totalValues: 18204,
          topValues: [{ value: '4.18.0', count: 18204 }],
        },
        {
          key: 'voucher',
          name: 'Voucher',
          uniqueValues: 2,
          totalValues: 18204,
          topValues: [
            { value: 'AUTUMN25', count: 18022 },
            { value: 'SPRING10', count: 182 },
          ],
        },
        {
          key: 'browser',
          name: 'Browser',
          uniqueValues: 4,
          totalValues: 17000,
          topValues: [
            { value: 'Chrome Mobile 156', count: 10370 },
            { value: 'Safari 21', count: 4080 },
            { value: 'Firefox 140', count: 1530 },
          ],
          otherCount: 1020,
        },
      ]),
  ],
  [
    'GET',
    '/api/0/issues/:id/activity/',
    ({ id }) =>
      found(find(id), (issue) => [
        {
          id: '1',
          type: 'first_seen',
          user: null,
          dateCreated: issue.firstSeen,
          data: { release: '4.18.0' },
        },
      ]),
  ],
  [
    'GET',
    '/api/0/issues/:id/events/',
    ({ id }) =>
      found(find(id), (issue) => Array.from({ length: 12 }, (_, index) => event(issue, 12 - index))),
  ],
  [
    'GET',
    '/api/0/issues/:id/events/:event/',
    ({ id, event: which }) =>
      found(find(id), (issue) =>
        event(issue, which === 'latest' ? 12 : which === 'oldest' ? 1 : parseInt(which, 16)),
      ),
  ],
  [
    'GET',
    '/api/0/organizations/:org/issues/:id/events/:event/json/',
    ({ id, event: which }) =>
      found(find(id), (issue) => event(issue, which === 'latest' ? 12 : parseInt(which, 16))),
  ],
];
