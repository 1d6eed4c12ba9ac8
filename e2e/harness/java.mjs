import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './program.mjs';

const FOLDER = fileURLToPath(new URL('../java/', import.meta.url));

/** Fetches the Java clients' jars through Maven, as an application would. */
export function fetchJavaClients() {
  execFileSync('mvn', ['-q', '-B', '-ntp', '-f', join(FOLDER, 'pom.xml'), 'generate-resources'], {
    stdio: ['ignore', 'inherit', 'pipe'],
  });
}

function java() {
  return process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
}

/** Runs one of `java/*.java` from source with the jars of one client on its class path. */
export function runJava(client, program, args) {
  const jars = join(FOLDER, 'target', client);
  const classPath = readdirSync(jars)
    .map((name) => join(jars, name))
    .join(':');
  return run(java(), [
    '-Xmx128m',
    '-XX:TieredStopAtLevel=1',
    '-cp',
    classPath,
    join(FOLDER, program),
    ...args,
  ]);
}
