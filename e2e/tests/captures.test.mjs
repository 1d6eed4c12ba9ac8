import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { eventually } from '../harness/eventually.mjs';
import { ROOT, startFettle } from '../harness/fettle.mjs';
import { newWorkspace } from '../harness/person.mjs';

const GOLDEN = fileURLToPath(new URL('../golden/captures.json', import.meta.url));
const REFRESH = process.env.FETTLE_GOLDEN_UPDATE === '1';
const CAPTURES = join(ROOT, 'fixtures', 'captures');
const golden = existsSync(GOLDEN) ? JSON.parse(readFileSync(GOLDEN, 'utf8')) : {};
const results = {};

let fettle;
let owner;

before(async () => {
  fettle = await startFettle();
  owner = await newWorkspace(fettle);
});
after(async () => {
  await fettle?.discard();
  if (REFRESH) writeFileSync(GOLDEN, `${JSON.stringify(results, null, 2)}\n`);
});

/** Replays what one client sent, in order, to a project of its own; returns the answers. */
function replay(client, place) {
  const file = join(mkdtempSync(join(tmpdir(), 'fettle-replay-')), 'answers.json');
  const script = join(ROOT, 'fixtures', 'replay.mjs');
  const tunnel = `/api/${place.projectId}/envelope/`;
  const args = [
    '--dsn',
    place.dsn,
    '--include',
    `^${client}/`,
    '--tunnel',
    tunnel,
    '--json',
    file,
    '--fail-on',
    'none',
  ];
  execFileSync(process.execPath, [script, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 300_000,
  });
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** What the project holds, without anything that differs between two runs. */
async function storedBy({ person, organization, projectId }) {
  const issues = await person.issues(organization, `project=${projectId}&limit=100`);
  return issues
    .map(({ title, culprit, level, type, count }) => ({ title, culprit, level, type, count: Number(count) }))
    .sort((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other), 'en'));
}

async function settled(place) {
  let last = '';
  let since = performance.now();
  await eventually(
    'nothing more is being stored',
    async () => {
      const now = JSON.stringify(await storedBy(place));
      if (now !== last) [last, since] = [now, performance.now()];
      return performance.now() - since > 2_000;
    },
    { withinMillis: 60_000, everyMillis: 200 },
  );
  return storedBy(place);
}

const isIngest = ({ method, path }) =>
  method === 'POST' && /^\/api\/\d+\/(envelope|store)\/|tunnel/.test(path);

describe('recorded traffic', () => {
  for (const client of readdirSync(CAPTURES).sort()) {
    it(`of ${client} is accepted and becomes the issues it became before`, async () => {
      const place = { ...owner, ...(await owner.newProject(client, 'other')) };

      const answers = await replay(client, place);

      const refused = answers.filter((answer) => isIngest(answer) && !String(answer.status).startsWith('2'));
      assert.deepEqual(refused, []);
      assert.deepEqual(
        answers.filter(({ status }) => !Number.isInteger(status) || status >= 500),
        [],
      );
      if (REFRESH) {
        results[client] = await settled(place);
        return;
      }
      assert.ok(
        client in golden,
        `no golden for ${client}; refresh: FETTLE_GOLDEN_UPDATE=1 ./fettle test e2e captures`,
      );
      await eventually(`the issues of ${client} are those of golden/captures.json`, async () => {
        assert.deepEqual(await storedBy(place), golden[client]);
        return true;
      });
    });
  }
});
