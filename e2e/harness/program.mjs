import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAMS = new URL('../programs/', import.meta.url);
const PREFIX = 'result: ';

/**
 * Runs a command to its end and returns what it reported on its `result: {…}` line. Fails when the
 * command fails or says nothing.
 */
export function run(command, args, { environment = {}, timeoutMillis = 120_000 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMillis,
      killSignal: 'SIGKILL',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const line = output.split('\n').find((text) => text.startsWith(PREFIX));
      if (code !== 0 || line === undefined)
        reject(
          new Error(`${command} ${args.join(' ')} ended with ${code ?? signal}:\n${output.slice(-4_000)}`),
        );
      else resolve({ ...JSON.parse(line.slice(PREFIX.length)), output });
    });
  });
}

/** Runs one of `programs/` in a Node process of its own. */
export function runProgram(name, args, options) {
  return run(process.execPath, [fileURLToPath(new URL(name, PROGRAMS)), ...args], options);
}
