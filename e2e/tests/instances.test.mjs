import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { eventually } from '../harness/eventually.mjs';
import { freePort, isRunning, newDataFolder, spawnFettle, startFettle } from '../harness/fettle.mjs';
import { newWorkspace, Person } from '../harness/person.mjs';

const running = [];
after(async () => {
  for (const fettle of running) if (!fettle.hasExited) await fettle.discard();
});

async function started(options) {
  const fettle = await startFettle(options);
  running.push(fettle);
  return fettle;
}

/** A start that is meant to fail: what it printed, after it ended by itself. */
async function refusal(options) {
  const fettle = spawnFettle(options);
  running.push(fettle);
  const { code } = await fettle.exit;
  assert.notEqual(code, 0);
  return fettle.output;
}

describe('instances', () => {
  it('run side by side with folders and ports of their own', async () => {
    const [one, two] = await Promise.all([started(), started()]);
    running.splice(0, 2, one, two); // in this order, whichever was ready first

    const first = await newWorkspace(one, { name: 'First' });

    assert.equal((await first.person.issues(first.organization)).length, 0);
    const stranger = await new Person(two.url).send('GET', '/api/0/organizations/');
    assert.equal(stranger.status, 401);
    assert.ok(one.output.includes(`http://localhost:${one.port}`), 'one ready line with the address');
  });

  it('refuse a data folder that another instance uses, and leave that one alone', async () => {
    const [one] = running;

    const output = await refusal({ port: await freePort(), data: one.data });

    assert.match(output, new RegExp(one.data), 'the message names the folder');
    assert.match(output, /use|running|another|lock/i);
    assert.doesNotMatch(output, /\n\tat /, 'a message, not a stack trace');
    assert.ok(await one.isHealthy());
  });

  it('refuse a port that is taken with the port in the message', async () => {
    const [one] = running;

    const output = await refusal({ port: one.port, data: newDataFolder() });

    assert.match(output, new RegExp(String(one.port)));
    assert.doesNotMatch(output, /\n\tat /, 'a message, not a stack trace');
  });

  it('refuse a data folder of another major version of PostgreSQL', async () => {
    const data = newDataFolder();
    mkdirSync(join(data, 'db'), { mode: 0o700 });
    writeFileSync(join(data, 'db', 'PG_VERSION'), '13\n');
    chmodSync(join(data, 'db'), 0o755);

    const output = await refusal({ port: await freePort(), data });

    assert.match(output, /13/);
    assert.match(output, /18/);
    assert.doesNotMatch(output, /\n\tat /, 'a message, not a stack trace');
  });

  it('stop on SIGTERM with their PostgreSQL, and start again on the same folder', async () => {
    const [, two] = running;
    const owner = await newWorkspace(two, { name: 'Second' });
    const processes = two.postgresPids();
    assert.ok(processes.length > 1);

    await two.stop();
    assert.ok(processes.every((pid) => !isRunning(pid)));
    const again = await started({ port: two.port, data: two.data });

    assert.equal((await owner.person.get('/api/0/organizations/')).at(0).slug, owner.organization);
    assert.doesNotMatch(again.output, /ERROR|WARN/);
  });

  it('take their PostgreSQL with them when they are killed', async () => {
    const [one] = running;
    const processes = one.postgresPids();

    await one.kill();

    await eventually('PostgreSQL has noticed', () => processes.every((pid) => !isRunning(pid)));
  });
});
