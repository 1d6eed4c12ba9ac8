// Runs tests/*.test.mjs one file after the other, each in a process of its own: run.mjs [--summary FILE] [NAME…]
// A test that fails, is skipped or is left to do makes the run fail; so does running none.
import { readdirSync, writeFileSync } from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

const names = process.argv.slice(2);
const summaryAt = names.indexOf('--summary');
const [, summaryFile] = summaryAt === -1 ? [] : names.splice(summaryAt, 2);
const folder = fileURLToPath(new URL('tests/', import.meta.url));
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.test.mjs'))
  .filter((file) => names.length === 0 || names.some((name) => file.includes(name)))
  .sort();

const totals = { passed: 0, failed: 0, skipped: 0, todo: 0, cancelled: 0 };
const stream = run({
  files: files.map((file) => folder + file),
  concurrency: 1,
  timeout: 8 * 60_000,
});
stream.on('test:summary', ({ file, counts }) => {
  if (file !== undefined) return;
  for (const kind of Object.keys(totals)) totals[kind] = counts[kind];
});
stream.compose(new spec()).pipe(process.stdout);
stream.on('end', () => {
  const bad = totals.failed + totals.skipped + totals.todo + totals.cancelled;
  if (summaryFile !== undefined) writeFileSync(summaryFile, `${totals.passed}\n`);
  process.exitCode = bad > 0 || totals.passed === 0 ? 1 : 0;
});
