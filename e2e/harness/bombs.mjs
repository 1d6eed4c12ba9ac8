import { gzipSync, deflateSync } from 'node:zlib';

const KIB = 1024;
const MIB = 1024 * KIB;
/** A little less than the largest body. */
const BODY = 20 * MIB - 16 * KIB;
const EVENT = MIB - 4 * KIB;
const CONTAINER = 3 * MIB - 4 * KIB;

/** `piece` so often that it has about `size` bytes. */
function times(piece, size) {
  return Buffer.alloc(Math.max(0, size - (size % Buffer.byteLength(piece))), piece);
}

const bytes = (...parts) =>
  Buffer.concat(parts.map((part) => (Buffer.isBuffer(part) ? part : Buffer.from(part))));
const list = (start, piece, size, end) => bytes(start, times(`${piece},`, size), piece, end);

/** An envelope; items are pairs of a header (an object or a type) and a payload. */
export function envelope(...items) {
  const parts = ['{}\n'];
  for (const [header, payload] of items) {
    const fields = typeof header === 'string' ? { type: header } : header;
    parts.push(`${JSON.stringify({ ...fields, length: payload.length })}\n`, payload, '\n');
  }
  return bytes(...parts);
}

const container = (type, count) => ({
  type,
  item_count: count,
  content_type: `application/vnd.sentry.items.${type}+json`,
});
const LOG = '{"body":"x"}';
const RICH_LOG =
  '{"body":"something happened","level":"info","timestamp":1764150000,"trace_id":"0123456789abcdef0123456789abcdef","attributes":{"a":{"value":1,"type":"integer"},"b":{"value":"two","type":"string"}}}';
const SPAN =
  '{"trace_id":"0123456789abcdef0123456789abcdef","span_id":"0123456789abcdef","name":"x","start_timestamp":1764150000,"end_timestamp":1764150001,"attributes":{"a":{"value":1,"type":"integer"}}}';
const METRIC = '{"name":"m","type":"counter","value":1,"timestamp":1764150000}';
const MINUTE = '{"started":"2026-11-27T08:00:00Z","exited":1}';
const of = (entry, count) => list('{"version":2,"items":[', entry, (count - 1) * (entry.length + 1), ']}');

/** Events and other payloads that expand, of about `size` bytes each. */
function payloads(size) {
  return {
    ascii: bytes('{"message":"', times('x', size), '"}'),
    'ill-formed': bytes('{"message":"', Buffer.alloc(size, 0xff), '"}'),
    wide: bytes('{"message":"', times('x', size), '€"}'),
    'only 0xFF': Buffer.alloc(size, 0xff),
    'control characters': bytes('{"extra":{"a":"', times('\u0001', size), '"}}'),
    'empty objects': list('{"extra":{"a":[', '{}', size, ']}}'),
    'small objects': list('{"extra":{"a":[', '{"a":1}', size, ']}}'),
    'secret numbers': list('{"token":[', '1', size, ']}'),
    depth: times('{"a":', size),
    lists: times('[', size),
    keys: bytes('{"extra":{', Buffer.from(keys(size)), '"z":1}}'),
    frames: list(
      '{"exception":{"values":[{"type":"A","value":"b","stacktrace":{"frames":[',
      '{"function":"a [as b","lineno":1}',
      size,
      ']}}]}}',
    ),
    'thrown trees': list('{"exception":[', '{"type":"a","value":[1,[2]]}', size, ']}'),
    'numbers in a message': bytes('{"message":"SELECT 1 IN (', times('1,', size), ')"}'),
  };
}

function keys(size) {
  const names = [];
  for (let n = 0, used = 0; used < size; n++) {
    names.push(`"${n}":1,`);
    used += names[n].length;
  }
  return names.join('');
}

function interpolation() {
  return gzipSync(
    envelope([
      'event',
      bytes(
        '{"logentry":{"message":"',
        times('{a}', 8_100),
        '","params":{"a":"',
        times('A', 256 * KIB),
        '"}}}',
      ),
    ]),
  );
}

function dump(size) {
  const file = Buffer.alloc(size);
  file.write('MDMP');
  file.writeUInt32LE(0xa793, 4);
  const streams = 500;
  file.writeUInt32LE(streams, 8);
  file.writeUInt32LE(32, 12);
  for (let n = 0; n < streams; n++) {
    file.writeUInt32LE([3, 4, 5, 6, 7, 9, 16, 24, 0x47670009][n % 9], 32 + n * 12);
    file.writeUInt32LE(size - 8 * KIB, 36 + n * 12);
    file.writeUInt32LE(8 * KIB, 40 + n * 12);
  }
  file.fill(0x7f, 8 * KIB);
  return file;
}

const varint = (n) => {
  const out = [];
  for (let left = n; ; left = Math.floor(left / 128)) {
    if (left < 128) return Buffer.from([...out, left]);
    out.push((left % 128) + 128);
  }
};
const field = (number, content) => bytes(Buffer.from([number * 8 + 2]), varint(content.length), content);

function otlp() {
  const attribute = (size) =>
    field(1, bytes(field(1, Buffer.from('a')), field(2, field(1, times('x', size)))));
  const size = 4 * MIB - 32 * KIB;
  const json = 'application/json';
  const protobuf = 'application/x-protobuf';
  const rich = `{"resourceLogs":[{"resource":{"attributes":[{"key":"a","value":{"stringValue":"${'x'.repeat(16_000)}"}}]},"scopeLogs":[`;
  return {
    'OTLP json, records of a rich resource': [
      'logs',
      json,
      list(`${rich}{"logRecords":[`, '{}', 30_000, ']}]}]}'),
    ],
    'OTLP json, empty scopes': ['logs', json, list(rich, '{}', size - 20_000, ']}]}')],
    'OTLP json, empty records': [
      'logs',
      json,
      list('{"resourceLogs":[{"scopeLogs":[{"logRecords":[', '{}', size, ']}]}]}'),
    ],
    'OTLP json, small objects': ['traces', json, list('{"resourceSpans":[', '{"a":1}', size, ']}')],
    'OTLP json, one attribute': [
      'traces',
      json,
      bytes('{"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"', times('x', size), '"}]}]}]}'),
    ],
    'OTLP protobuf, records of a rich resource': [
      'logs',
      protobuf,
      field(1, bytes(attribute(16_000), field(2, times('\x12\x00', 18_000)))),
    ],
    'OTLP protobuf, empty scopes': [
      'logs',
      protobuf,
      field(1, bytes(attribute(16_000), times('\x12\x00', size - 20_000))),
    ],
    'OTLP protobuf, a list of nothing': [
      'logs',
      protobuf,
      field(1, field(2, field(2, field(5, field(5, times('\x0a\x00', size)))))),
    ],
    'OTLP protobuf, one span': ['traces', protobuf, field(1, field(2, field(2, field(5, times('x', size)))))],
  };
}

/**
 * Every kind of item and every door with a body near its limit, and what expands:
 * `{ name, path, headers?, body }`, the path after `/api/N/`.
 */
export function* bombs() {
  const inEnvelope = (name, body, headers = {}) => ({ name, path: 'envelope/', headers, body });
  yield inEnvelope('interpolation in 500 bytes', interpolation(), { 'content-encoding': 'gzip' });
  for (const [name, payload] of Object.entries(payloads(BODY - KIB))) {
    yield inEnvelope(`event of 20 MB, ${name}`, envelope(['event', payload]));
  }
  for (const [name, payload] of Object.entries(payloads(EVENT))) {
    yield inEnvelope(`event of 1 MB, ${name}`, envelope(['event', payload]));
    yield { name: `store of 1 MB, ${name}`, path: 'store/', body: payload };
  }
  for (const name of ['small objects', 'secret numbers', 'ascii']) {
    const payload = payloads(EVENT)[name];
    yield inEnvelope(
      `eight events, ${name}`,
      envelope(...Array.from({ length: 8 }, () => ['event', payload])),
    );
    yield inEnvelope(`transaction of 1 MB, ${name}`, envelope(['transaction', payload]));
  }
  for (const type of [
    'transaction',
    'session',
    'sessions',
    'user_report',
    'feedback',
    'check_in',
    'client_report',
    'statsd',
    'metric_buckets',
    'otel_log',
    'log',
    'trace_metric',
    'span',
    'security',
    'raw_security',
    'replay_event',
    'profile',
    'unreal_report',
    'tomorrow',
  ]) {
    yield inEnvelope(
      `${type} of 20 MB`,
      envelope([type, bytes('{"message":"', times('x', BODY - KIB), '"}')]),
    );
  }
  for (const [type, entry] of Object.entries({ log: LOG, otel_log: LOG, span: SPAN, trace_metric: METRIC })) {
    const full = of(entry, 5_000);
    const wide = list('{"items":[{"body":"x","attributes":{"a":[', '{"a":1}', CONTAINER, ']}}]}');
    yield inEnvelope(
      `${type}: 390,000 entries`,
      envelope([container(type, 390_000), of(entry, Math.floor((BODY - KIB) / (entry.length + 1)))]),
    );
    yield inEnvelope(`${type}: 5,000 entries`, envelope([container(type, 5_000), full]));
    yield inEnvelope(
      `${type}: eight containers`,
      envelope(...Array.from({ length: 8 }, () => [container(type, 5_000), full])),
    );
    yield inEnvelope(`${type}: one wide entry`, envelope([container(type, 1), wide]));
  }
  yield inEnvelope(
    'log: 100 containers of 1,000',
    envelope(...Array.from({ length: 100 }, () => [container('log', 1_000), of(RICH_LOG, 1_000)])),
  );
  yield inEnvelope(
    'sessions: minutes',
    envelope(
      ...Array.from({ length: 30 }, () => [
        'sessions',
        list('{"aggregates":[', MINUTE, 500 * KIB, '],"attrs":{"release":"1"}}'),
      ]),
    ),
  );
  yield inEnvelope(
    'a hundred events of nothing',
    envelope(...Array.from({ length: 100 }, () => ['event', Buffer.from('{}')])),
  );
  for (const [type, size] of Object.entries({
    session: 64,
    user_report: 64,
    check_in: 64,
    client_report: 64,
    feedback: 512,
    raw_security: 512,
  })) {
    const most = size * KIB - KIB;
    yield inEnvelope(
      `100 of ${type}`,
      envelope(
        ...Array.from({ length: 100 }, () => [
          type,
          list('{"a":[', '{"a":1}', Math.min(most, 80 * KIB), ']}'),
        ]),
      ),
    );
    yield inEnvelope(
      `${type} at its limit`,
      envelope([type, list('[', '{"type":"a","body":{}}', most, ']')]),
    );
  }
  yield inEnvelope(
    'attachment of 20 MB',
    envelope([{ type: 'attachment', filename: 'a' }, times('x', BODY - KIB)]),
  );
  yield inEnvelope(
    'minidump of 20 MB',
    envelope([
      { type: 'attachment', filename: 'a.dmp', attachment_type: 'event.minidump' },
      dump(BODY - KIB),
    ]),
  );
  yield inEnvelope(
    'headers',
    bytes('{}\n', times(`{"type":"event","x":[${'1,'.repeat(30_000)}1]}\n{}\n`, 6 * MIB)),
  );
  yield inEnvelope('line feeds', times('\n', BODY));
  yield { name: 'store of 20 MB', path: 'store/', body: payloads(BODY).ascii };
  for (const [name, payload] of Object.entries({
    'within the limit': payloads(EVENT).frames,
    beyond: Buffer.alloc(100 * MIB, 'x'),
  })) {
    yield {
      name: `store, zlib in base64, ${name}`,
      path: 'store/',
      body: Buffer.from(deflateSync(payload).toString('base64')),
    };
  }
  yield {
    name: 'security',
    path: 'security/',
    headers: { 'content-type': 'application/reports+json' },
    body: list('[', '{"type":"a","body":{}}', 500 * KIB, ']'),
  };
  yield {
    name: 'minidump door',
    path: 'minidump/',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    body: bytes(
      '--b\r\nContent-Disposition: form-data; name="upload_file_minidump"; filename="a.dmp"\r\n\r\n',
      dump(BODY - 2 * KIB),
      '\r\n--b--\r\n',
    ),
  };
  for (const [name, [signal, type, body]] of Object.entries(otlp())) {
    yield { name, path: `integration/otlp/v1/${signal}`, headers: { 'content-type': type }, body };
  }
}
