import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { bombs } from '../harness/bombs.mjs';
import { eventually } from '../harness/eventually.mjs';
import { startFettle } from '../harness/fettle.mjs';
import { dsnParts, newWorkspace } from '../harness/person.mjs';

const AT_ONCE = 8;
/** What a client may be told; anything else would be the server's own failure. */
const ANSWERS = [200, 201, 202, 400, 413, 415, 429];

let fettle;
let place;
let hostile;
let server;

before(async () => {
  fettle = await startFettle();
  server = fettle.pid;
  place = await newWorkspace(fettle);
  hostile = dsnParts((await place.newProject('hostile', 'node')).dsn);
});
after(() => fettle?.discard());

/** The status of the answer, or the error when the connection ended: a server may close on who sends too much. */
async function send({ path, headers, body }) {
  try {
    const answer = await fetch(`${fettle.url}/api/${hostile.project}/${path}?sentry_key=${hostile.key}`, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(120_000),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch (error) {
    return error.cause?.code ?? error.name;
  }
}

/** The launcher may start a server again that died, so being there is not enough. */
function assertNeverDied(name) {
  const said = fettle.output.slice(-2_000);
  assert.ok(server !== undefined && fettle.pid === server, `the same process after ${name}:\n${said}`);
  assert.doesNotMatch(fettle.output, /OutOfMemoryError/, `after ${name}`);
}

/** An event of somebody else, sent now, becomes an issue. */
async function assertOthersAreServed() {
  const { key, project } = dsnParts(place.dsn);
  const id = randomUUID().replaceAll('-', '');
  const title = `innocent ${id}`;
  await eventually(
    'an innocent event is accepted',
    async () => {
      const answer = await fetch(`${fettle.url}/api/${project}/store/?sentry_key=${key}`, {
        method: 'POST',
        body: JSON.stringify({ event_id: id, message: title, fingerprint: [id] }),
      });
      return answer.status === 200;
    },
    { withinMillis: 30_000 },
  );
  await eventually(
    'it is an issue',
    async () =>
      (await place.person.issues(place.organization, `project=${place.projectId}&query=`)).some(
        (issue) => issue.title === title,
      ),
    { withinMillis: 120_000, everyMillis: 500 },
  );
}

describe('a body near its limit, of every kind and at every door', () => {
  it('ends nothing, alone and eight at a time, and others are served, after a restart too', async (test) => {
    const table = [];
    for (const bomb of bombs()) {
      const alone = await send(bomb);
      const together = await Promise.all(Array.from({ length: AT_ONCE }, () => send(bomb)));
      const statuses = [...new Set([alone, ...together])];
      table.push(`${bomb.name}: ${alone}; ${[...new Set(together)].join(', ')}`);
      assertNeverDied(bomb.name);
      for (const status of statuses.filter(Number.isInteger))
        assert.ok(ANSWERS.includes(status), `${bomb.name}: ${status}`);
    }
    for (const line of table) test.diagnostic(line);
    await assertOthersAreServed();
    assertNeverDied('all of them');

    await fettle.stop();
    fettle = await startFettle({ port: fettle.port, data: fettle.data });
    server = fettle.pid;
    await assertOthersAreServed();
    assertNeverDied('the restart');
  });
});
