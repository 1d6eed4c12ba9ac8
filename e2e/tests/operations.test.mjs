import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { eventually } from '../harness/eventually.mjs';
import { freePort, isRunning, newDataFolder, spawnFettle, startFettle } from '../harness/fettle.mjs';

const REFUSED = 78;
const asRoot = process.getuid() === 0;
const running = [];
after(async () => {
  for (const fettle of running) if (!fettle.hasExited) await fettle.discard();
});

async function started(options) {
  const fettle = await startFettle(options);
  running.push(fettle);
  return fettle;
}

/** A start that is refused: it ends by itself, once, with the status that no supervisor tries again. */
async function refusal(options) {
  const fettle = spawnFettle({ port: await freePort(), data: newDataFolder(), ...options });
  running.push(fettle);
  const { code } = await fettle.exit;
  assert.equal(code, REFUSED, fettle.output);
  assert.doesNotMatch(fettle.output, /\n\tat |starting it again/);
  return fettle.output;
}

function ids(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return /^Uid:\s+(\d+)\s+(\d+)/m.exec(status).slice(1).map(Number);
}

function mode(path) {
  return (statSync(path).mode & 0o777).toString(8);
}

/** Files and folders below one that nobody may read, enter or list, by trying it as that account. */
function readableByNobody(folder) {
  const found = ['find', folder, '-readable', '-not', '-path', `${folder}/pg*`, '-print'];
  const command = ['--reuid=65534', '--regid=65534', '--clear-groups', '--', ...found];
  try {
    return execFileSync('setpriv', command, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch (error) {
    return error.stdout.trim(); // find complains about what it may not enter
  }
}

describe('the launcher', () => {
  it('starts a killed server again, says why, and keeps what it held', async () => {
    const fettle = await started();
    const before = fettle.pid;

    await fettle.killServer();
    await fettle.ready();

    assert.notEqual(fettle.pid, before);
    assert.match(fettle.output, /the server ended after \d+ s: it was killed \(SIGKILL\)/);
    assert.match(fettle.output, /starting it again in 1 s/);
    assert.match(fettle.output, / {2}\| .*Ready at/, 'its last lines');
  });

  it('takes server and database with it when it is killed itself', async () => {
    const [fettle] = running;
    const processes = [fettle.pid, ...fettle.postgresPids()];
    assert.ok(processes.length > 2);

    await fettle.kill();

    await eventually('nothing is left', () => processes.every((pid) => !isRunning(pid)));
  });

  it('ends with status 0 when it is asked to', async () => {
    const [{ data, port }] = running.splice(0, 1);
    for (const signal of ['SIGTERM', 'SIGINT']) {
      const fettle = await started({ data, port });
      const processes = [fettle.pid, ...fettle.postgresPids()];
      fettle.child.kill(signal);
      assert.deepEqual(await fettle.exit, { code: 0, signal: null });
      assert.ok(processes.every((pid) => !isRunning(pid)));
      assert.doesNotMatch(fettle.output, /starting it again/);
    }
  });

  it('does not try again what has to be changed first', async () => {
    assert.match(await refusal({ environment: { FETTLE_HEAP_MB: '12' } }), /from 96 to 65536/);
    assert.match(
      await refusal({ environment: { FETTLE_INGEST_MEMORY_MB: '2000' } }),
      /FETTLE_INGEST_MEMORY_MB=2000 .*Lower it to 42/,
    );
    assert.match(await refusal({ port: 70_000 }), /1 to 65535/);
    const file = join(newDataFolder(), 'file');
    writeFileSync(file, '');
    assert.match(await refusal({ data: join(file, 'data') }), /cannot be made/);
  });
});

if (asRoot) {
  describe('as root', () => {
    it('neither server nor database keep its rights, and nobody else reads what they keep', async () => {
      const data = newDataFolder();
      mkdirSync(join(data, 'intake'));
      writeFileSync(join(data, 'lock'), '');
      writeFileSync(join(data, 'intake', 'old.txt'), 'left open by an earlier version');
      chmodSync(join(data, 'intake', 'old.txt'), 0o644);

      const fettle = await started({ data });

      const users = [fettle.pid, ...fettle.postgresPids()].flatMap(ids);
      assert.ok(!users.includes(0), `the accounts ${users}`);
      assert.equal(mode(data), '711');
      assert.equal(mode(join(data, 'intake')), '700');
      assert.equal(mode(join(data, 'intake', 'old.txt')), '600');
      assert.equal(mode(join(data, 'log', 'postgres.log')), '600');
      assert.equal(readableByNobody(data), '');
    });

    it('a folder that is somebody else’s is left alone', async () => {
      const data = newDataFolder();
      writeFileSync(join(data, 'thesis.txt'), '');
      assert.match(await refusal({ data }), /not empty and no data folder of Fettle/);
      assert.equal(statSync(data).uid, 0);
    });
  });
}
