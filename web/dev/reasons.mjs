// npm run reasons: every reason the server counts items under (its golden list; a star stands for a word of
// the client) has words and a remedy in src/app/projects/util/intake-reasons.ts; fails with the names of
// those that have none.
import { readFileSync } from 'node:fs';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const reasons = read('server/src/test/resources/golden/reasons.txt').trim().split('\n');
const words = read('web/src/app/projects/util/intake-reasons.ts');
const known = new Set([...words.matchAll(/^ {2}([a-z_]+): \{/gm)].map(([, name]) => name));
const families = new Set([...words.matchAll(/prefix: '([a-z_]+)'/g)].map(([, prefix]) => `${prefix}*`));
const missing = reasons.filter((name) => !known.has(name) && !families.has(name));

console.log(`${reasons.length} reasons of the server, ${missing.length} without words`);
for (const name of missing) console.log(`  ${name}: add it to web/src/app/projects/util/intake-reasons.ts`);
process.exit(missing.length ? 1 : 0);
