import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { pssBytes, startFettle } from '../harness/fettle.mjs';
import { dsnParts, newWorkspace } from '../harness/person.mjs';
import { issueCounts, issueTitled } from '../harness/stored.mjs';

const MIB = 1024 * 1024;
/** What the server process may hold, ever, in this file (its heap is capped at 128 MiB). */
const MEMORY_BOUND = 450 * MIB;

let fettle;
let place;
let key;
let project;

before(async () => {
  fettle = await startFettle();
  place = await newWorkspace(fettle);
  ({ key, project } = dsnParts(place.dsn));
});
after(() => fettle?.discard());

/** Writes bytes to the server and returns the first answer (status, headers, body), or null when it just closed. */
async function raw(pieces, { withinMillis = 60_000 } = {}) {
  const socket = connect(fettle.port, '127.0.0.1');
  socket.setTimeout(withinMillis, () => socket.destroy(new Error(`no answer within ${withinMillis} ms`)));
  const chunks = [];
  const done = new Promise((resolve, reject) => {
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      if (isWhole(Buffer.concat(chunks))) resolve();
    });
    socket.once('end', resolve).once('close', resolve);
    socket.once('error', (error) =>
      ['ECONNRESET', 'EPIPE'].includes(error.code) ? resolve() : reject(error),
    );
  });
  for (const piece of pieces)
    if (socket.writable && !socket.write(piece)) await Promise.race([once(socket, 'drain'), done]);
  await done;
  socket.destroy();
  return parsed(Buffer.concat(chunks));
}

function isWhole(bytes) {
  const answer = parsed(bytes);
  return (
    answer !== null && Buffer.byteLength(answer.body) >= Number(answer.headers['content-length'] ?? Infinity)
  );
}

function parsed(bytes) {
  const text = bytes.toString();
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const [first, ...lines] = text.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => line.split(/:\s*/, 2)).map(([n, v]) => [n.toLowerCase(), v]),
  );
  return { status: Number(first.split(' ')[1]), headers, body: text.slice(end + 4) };
}

function head(path, headers) {
  const lines = Object.entries({ Host: `127.0.0.1:${fettle.port}`, ...headers }).map(
    ([n, v]) => `${n}: ${v}\r\n`,
  );
  return `POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

const envelopePath = () => `/api/${project}/envelope/?sentry_key=${key}&sentry_version=7`;
const storePath = () => `/api/${project}/store/?sentry_key=${key}&sentry_version=7`;
const post = (path, body, headers = {}) => {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
  return raw([head(path, { 'Content-Length': bytes.length, ...headers }), bytes]);
};
const event = (json) => `{}\n{"type":"event"}\n${typeof json === 'string' ? json : JSON.stringify(json)}\n`;
const id = (number) => number.toString(16).padStart(32, '0');

/** A client error with a cause in it. */
function assertRefused(answer, statuses = [400, 401, 403, 404, 405, 411, 413, 415, 429, 431]) {
  assert.ok(answer !== null, 'an answer, not a cut connection');
  assert.ok(statuses.includes(answer.status), `${answer.status}: ${answer.body}`);
}

function assertAccepted(answer) {
  assert.equal(answer?.status, 200, answer?.body);
}

async function assertServes(title) {
  assertAccepted(await post(envelopePath(), event({ message: title })));
  await issueTitled(place, title);
  const memory = pssBytes(fettle.pid);
  assert.ok(memory < MEMORY_BOUND, `the server holds ${Math.round(memory / MIB)} MiB`);
}

describe('bad input at the intake', () => {
  const refusals = {
    'an empty envelope': () => post(envelopePath(), ''),
    'an envelope header that is not JSON': () => post(envelopePath(), 'not json\n{"type":"event"}\n{}'),
    'an envelope header that is a list': () => post(envelopePath(), '[1]\n{"type":"event"}\n{}'),
    'binary noise': () => post(envelopePath(), Buffer.from([0, 255, 254, 10, 13, 0, 1, 2])),
    'a store body that is not JSON': () => post(storePath(), 'this is no event'),
    'an empty store body': () => post(storePath(), ''),
    'a store body of half a JSON object': () => post(storePath(), '{"message":"half'),
    'a store body whose base64 is no zlib': () => post(storePath(), 'eJxyz0123456789'),
    'gzip that is none': () => post(envelopePath(), 'plain', { 'Content-Encoding': 'gzip' }),
    'gzip that stops in the middle': () =>
      post(envelopePath(), gzipSync(event({ message: 'x'.repeat(10_000) })).subarray(0, 40), {
        'Content-Encoding': 'gzip',
      }),
    'an encoding nobody knows': () =>
      post(envelopePath(), event({ message: 'm' }), { 'Content-Encoding': 'lzma' }),
    'no key': () => post(`/api/${project}/envelope/`, event({ message: 'm' })),
    'a key that is no key': () => post(`/api/${project}/envelope/?sentry_key=abc`, event({ message: 'm' })),
    'a key of nobody': () => post(`/api/${project}/envelope/?sentry_key=${id(1)}`, event({ message: 'm' })),
    'a project that does not exist': () =>
      post(`/api/999999/envelope/?sentry_key=${key}`, event({ message: 'm' })),
    'a project id beyond all numbers': () =>
      post(`/api/${'9'.repeat(40)}/envelope/?sentry_key=${key}`, event({ message: 'm' })),
    'a header of 200 kB': () =>
      post(envelopePath(), event({ message: 'm' }), { 'X-Long': 'x'.repeat(200_000) }),
    'a declared body of 10 GB': () =>
      raw([head(envelopePath(), { 'Content-Length': 10 * 1024 * MIB }), event({ message: 'm' })]),
    'a Content-Length that is no number': () => post(envelopePath(), '{}', { 'Content-Length': 'many' }),
    'a negative Content-Length': () => post(envelopePath(), '{}', { 'Content-Length': '-5' }),
    'Content-Length and chunked at once': () =>
      raw([
        head(envelopePath(), { 'Content-Length': '4', 'Transfer-Encoding': 'chunked' }),
        '2\r\n{}\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n',
      ]),
    'chunks of a broken size': () =>
      raw([head(envelopePath(), { 'Transfer-Encoding': 'chunked' }), 'ZZ\r\n{}\r\n0\r\n\r\n']),
  };
  for (const [name, request] of Object.entries(refusals)) {
    it(`refuses ${name} with a client error`, async () => {
      const answer = await request();
      // Two framings in one request: taking one of them is as good as refusing, a 5xx is not.
      if (name.startsWith('Content-Length and chunked')) assert.ok(answer === null || answer.status < 500);
      else assertRefused(answer);
    });
  }

  it('says why and what to do', async () => {
    const answer = await post(envelopePath(), 'not json\n');
    assert.match(answer.body + (answer.headers['x-sentry-error'] ?? ''), /envelope|header|JSON/i);
    const large = await raw([head(envelopePath(), { 'Content-Length': 300 * MIB })]);
    assert.equal(large.status, 413);
    assert.match(large.body + (large.headers['x-sentry-error'] ?? ''), /large|limit|bytes|MiB|MB/i);
  });

  const bombs = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync, zstd: zstdCompressSync };
  for (const [encoding, compress] of Object.entries(bombs)) {
    it(`stops a ${encoding} bomb before it is unpacked`, async () => {
      const bomb = compress(
        Buffer.concat([Buffer.from('{}\n{"type":"attachment"}\n'), Buffer.alloc(300 * MIB, 'a')]),
      );
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => post(envelopePath(), bomb, { 'Content-Encoding': encoding })),
      );
      answers.forEach((answer) => assertRefused(answer, [400, 413, 429]));
      await assertServes(`after a ${encoding} bomb`);
    });
  }

  it('stops a bomb inside a store body', async () => {
    const bomb = deflateSync(Buffer.from(`{"message":"${'a'.repeat(100 * MIB)}"}`)).toString('base64');
    assertRefused(await post(storePath(), bomb), [400, 413, 429]);
    await assertServes('after a store bomb');
  });

  it('survives JSON of any depth, width and size', async () => {
    const deep = '{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000);
    const answers = [
      await post(envelopePath(), event(`{"message":"deep","extra":${deep}}`)),
      await post(storePath(), `{"message":"deep","extra":${'['.repeat(50_000)}${']'.repeat(50_000)}}`),
      await post(
        envelopePath(),
        event({ message: 'wide', extra: Object.fromEntries([...Array(50_000).keys()].map((n) => [n, n])) }),
      ),
      await post(envelopePath(), event({ message: 'long', extra: { text: 'x'.repeat(2 * MIB) } })),
      await post(envelopePath(), `{}\n${'{"type":"event"}\n{"message":"many"}\n'.repeat(5_000)}`),
      await post(envelopePath(), event(`{"message":"number","extra":{"n":${'9'.repeat(100_000)}}}`)),
    ];
    for (const answer of answers) assert.ok(answer !== null && answer.status < 500, `${answer?.status}`);
    await assertServes('after strange JSON');
  });

  it('keeps an event whose fields have the wrong types, without them', async () => {
    const wrong = {
      event_id: id(0xabc),
      message: 'wrongly typed',
      level: { not: 'a level' },
      platform: 7,
      timestamp: [],
      tags: 'no tags',
      user: 'nobody',
      request: 12,
      breadcrumbs: 'crumbs',
      contexts: [],
      extra: 'extra',
      fingerprint: { a: 1 },
      release: { version: 1 },
      environment: ['x'],
      sdk: 'sdk',
      modules: 5,
      exception: 'none',
      threads: 3,
      debug_meta: true,
    };
    assertAccepted(await post(envelopePath(), event(wrong)));
    await issueTitled(place, 'wrongly typed', { count: 1 });
  });

  it('drops NUL, lone surrogates and control characters without losing the event', async () => {
    const text = '{"message":"odd \\u0000 \\ud800 \\u0007 characters","tags":{"a\\u0000":"b\\udfff"}}';
    assertAccepted(await post(envelopePath(), event(text)));
    const counts = await issueCounts(await assertServes('after odd characters').then(() => place));
    assert.ok(
      Object.keys(counts).some((title) => title.startsWith('odd ') && title.includes('characters')),
      Object.keys(counts).join('|'),
    );
  });

  it('keeps the good items of an envelope beside broken and unknown ones', async () => {
    const body =
      '{}\n{"type":"no such type"}\n{"x":1}\n' +
      '{"type":"event"}\n{"message":"between broken neighbours"}\n' +
      '{"type":"transaction","length":4}\nabcd\n' +
      '{"type":"attachment","length":99999}\ncut short';
    const answer = await post(envelopePath(), body);
    assert.ok(answer.status < 500);
    if (answer.status === 200) await issueTitled(place, 'between broken neighbours', { count: 1 });
  });

  it('answers others while clients hang in the middle of their requests', async () => {
    let ended = 0;
    const hanging = Array.from({ length: 400 }, () =>
      connect(fettle.port, '127.0.0.1')
        .on('error', () => undefined)
        .on('data', () => undefined)
        .on('end', () => ended++),
    );
    await Promise.all(hanging.map((socket) => once(socket, 'connect')));
    for (const socket of hanging)
      socket.write(head(envelopePath(), { 'Content-Length': 5 * MIB }) + '{}\n{"type":');
    await assertServes('before they are noticed');
    await assertServes('while others hang');
    assert.equal(ended, 0, 'nobody had to wait until the hanging clients were given up');
    hanging.forEach((socket) => socket.destroy());
    await assertServes('after half requests');
  });

  it('bounds what large bodies take together', async () => {
    const body = Buffer.concat([
      Buffer.from('{}\n{"type":"attachment","length":8388608,"filename":"a"}\n'),
      Buffer.alloc(8 * MIB, 'z'),
    ]);
    const answers = await Promise.all(Array.from({ length: 24 }, () => post(envelopePath(), body)));
    answers.forEach((answer) => assert.ok([200, 413, 429].includes(answer?.status), `${answer?.status}`));
    await assertServes('after large bodies');
  });

  it('has not answered anything with a server error, and is the same process', async () => {
    assert.equal(fettle.hasExited, false);
    assert.doesNotMatch(fettle.output, /OutOfMemory|StackOverflow/);
  });
});
