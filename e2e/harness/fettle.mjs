import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LAUNCHER = join(ROOT, 'fettle');
const START_MILLIS = 120_000;

/** A new empty data folder; started as root the product runs as another account, which must be able to walk into it. */
export function newDataFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'fettle-e2e-'));
  chmodSync(folder, 0o755);
  return folder;
}

function canListen(port) {
  return new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** A free port below the range from which the kernel takes ports for outgoing connections. */
export async function freePort() {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    if (await canListen(port)) return port;
  }
}

/** One running product: the launcher as our child, its port, its data folder, and what it printed. */
export class Fettle {
  constructor(child, port, data) {
    this.child = child;
    this.port = port;
    this.data = data;
    this.url = `http://127.0.0.1:${port}`;
    this.output = '';
    this.exit = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (this.output = (this.output + text).slice(-200_000)));
    }
  }

  /** The JVM's process id: the launcher stays and looks after it. Undefined while there is none. */
  get pid() {
    return childrenOf(this.child.pid).find((pid) => commandOf(pid).includes('fettle-server.jar'));
  }

  get hasExited() {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  async isHealthy() {
    const answer = await fetch(`${this.url}/_health/`, { signal: AbortSignal.timeout(2_000) });
    return answer.status === 200 && (await answer.text()).trim() === 'ok';
  }

  async ready() {
    await eventually(
      `Fettle answers on ${this.url}`,
      async () => {
        if (this.hasExited) return true;
        return this.isHealthy();
      },
      { withinMillis: START_MILLIS },
    );
    if (this.hasExited) throw new Error(`Fettle ended while starting:\n${this.output}`);
    return this;
  }

  /** The secret of the link for the first account; undefined when there was an account at the start. */
  async setup() {
    await eventually('Fettle says that it is ready', () => /Ready at \S+/.test(this.output));
    return /\/register\?setup=([\w-]+)/.exec(this.output)?.[1];
  }

  /** Asks it to stop (SIGTERM) and waits until it and its PostgreSQL are gone. */
  async stop() {
    const postmaster = this.postmasterPid();
    if (!this.hasExited) this.child.kill('SIGTERM');
    const exit = await this.exit;
    await eventually('PostgreSQL has stopped', () => !isRunning(postmaster));
    return exit;
  }

  /** kill -9 of the launcher alone; the JVM and PostgreSQL are left to notice. */
  async kill() {
    this.child.kill('SIGKILL');
    return this.exit;
  }

  /** kill -9 of the JVM alone; PostgreSQL is left to notice, and the launcher to start them again. */
  async killServer() {
    const killed = this.pid;
    assert.ok(killed, 'there is a JVM to kill');
    killNow(killed);
    await eventually('the JVM is gone', () => !isRunning(killed));
  }

  /** kill -9 of the launcher, the JVM and every PostgreSQL process of this data folder at once. */
  async killEverything() {
    const processes = [this.pid, ...this.postgresPids()];
    this.child.kill('SIGKILL');
    processes.forEach(killNow);
    await this.exit;
  }

  /** kill -9 of the postmaster alone; its children and the JVM are left to notice. */
  killPostmaster() {
    killNow(this.postmasterPid());
  }

  postmasterPid() {
    const file = join(this.data, 'db', 'postmaster.pid');
    if (!existsSync(file)) return undefined;
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  }

  /** The postmaster and its children, as far as they run. */
  postgresPids() {
    const postmaster = this.postmasterPid();
    if (!isRunning(postmaster)) return [];
    return [postmaster, ...childrenOf(postmaster)];
  }

  /** Stops what still runs and removes the data folder. */
  async discard() {
    await this.stop();
    rmSync(this.data, { recursive: true, force: true });
  }
}

function killNow(pid) {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function stat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** Whether the process exists and is no zombie. */
export function isRunning(pid) {
  const fields = pid === undefined ? undefined : stat(pid);
  return fields !== undefined && fields[0] !== 'Z' && fields[0] !== 'X';
}

function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return []; // gone
  }
}

function childrenOf(parent) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => Number(stat(pid)?.[1]) === parent);
}

/** Proportional set size of a process in bytes: its own pages and its share of the shared ones. */
export function pssBytes(pid) {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)[1]) * 1024;
}

/** Processor time of a process so far, in seconds (user and system; clock ticks are 1/100 s on Linux). */
export function cpuSeconds(pid) {
  const fields = stat(pid);
  return fields === undefined ? 0 : (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Spawns the product without waiting for it: for starts that are meant to fail. */
export function spawnFettle({ port, data, environment = {} }) {
  const { DATABASE_URL, FETTLE_DATA, PORT, ...inherited } = process.env;
  const child = spawn(LAUNCHER, ['run', '--port', String(port), '--data', data], {
    cwd: ROOT,
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Fettle(child, port, data);
}

/**
 * Starts the built product exactly as people do, with `./fettle run`, on a free port and an empty
 * data folder unless they are given, and waits until it is ready.
 */
export async function startFettle({ port, data, environment } = {}) {
  const fettle = spawnFettle({
    port: port ?? (await freePort()),
    data: data ?? newDataFolder(),
    environment,
  });
  try {
    return await fettle.ready();
  } catch (error) {
    if (!fettle.hasExited) await fettle.kill();
    throw error;
  }
}
