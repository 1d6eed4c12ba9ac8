// npm run size: the script a browser loads for the signed-in issue list, compressed; fails above the budget.
import { readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET = 250_000;
const dist = new URL('../dist/browser/', import.meta.url);
const files = readdirSync(dist).filter((name) => name.endsWith('.js'));
const html = readFileSync(new URL('index.html', dist), 'utf8');
const lazy = ['organization-shell', 'issues-routes', 'issue-list'];

const wanted = new Set([...html.matchAll(/src="([^"]+\.js)"/g)].map(([, name]) => name));
for (const name of lazy) {
  const file = files.find((each) => each.startsWith(`${name}-`));
  if (!file) throw new Error(`No chunk is named ${name}: was a route renamed?`);
  wanted.add(file);
}
for (const name of wanted) {
  const text = readFileSync(new URL(name, dist), 'utf8');
  for (const [, other] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) wanted.add(other);
}
const sizes = [...wanted].map((name) => [name, gzipSync(readFileSync(new URL(name, dist))).length]);
const total = sizes.reduce((sum, [, size]) => sum + size, 0);
for (const [name, size] of sizes.sort((a, b) => b[1] - a[1]))
  console.log(`${String(size).padStart(8)}  ${name}`);
console.log(`${String(total).padStart(8)}  bytes of script, gzip, of ${BUDGET}`);
process.exit(total > BUDGET ? 1 : 0);
