// npm run reasons: every reason that the server's sources count items under has words and a remedy in
// src/app/projects/util/intake-reasons.ts; fails with the names of those that have none.
import { readFileSync, readdirSync } from 'node:fs';

const root = new URL('../../', import.meta.url);
/** Packages that know no items. */
const APART = /dev\/fettle\/(accounts|app|organizations|platform|projects)/;
const java = (path) =>
  readdirSync(new URL(path, root), { recursive: true, withFileTypes: true })
    .filter(({ name, parentPath }) => name.endsWith('.java') && !APART.test(parentPath))
    .map(({ parentPath, name }) => readFileSync(`${parentPath}/${name}`, 'utf8'));

/** Statements that name a reason: an outcome is counted, or a request or item is turned away. */
const COUNTS = /Outcome\.[A-Z_]+|\b(?:Refused|refused|invalid|later|filtered|setAside)\s*\(/;
/** Texts in such statements that are no reasons: scopes of limits, kinds of records, header values. */
const OTHER = new Set(['organization', 'project', 'key', 'record', 'envelope', 'default', 'event']);

function reasonsOf(source) {
  const statements = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '').split(/[;{}]/);
  return statements
    .filter((statement) => COUNTS.test(statement))
    .flatMap((statement) => [...statement.matchAll(/"([a-z][a-z0-9]*(?:_[a-z0-9]+)*_?)"/g)])
    .map(([, text]) => text);
}

const [problems] = java('core/src/main/java/dev/fettle/core/envelope').filter((text) =>
  text.includes('record EnvelopeProblem'),
);
const found = new Set([
  ...java('server/src/main/java/dev/fettle').flatMap(reasonsOf),
  ...[...problems.matchAll(/^ {4}[A-Z_]+\("([a-z_]+)"\)/gm)].map(([, text]) => text),
]);
const reasons = [...found].filter((text) => !OTHER.has(text)).sort();

const words = readFileSync(new URL('web/src/app/projects/util/intake-reasons.ts', root), 'utf8');
const known = new Set([...words.matchAll(/^ {2}([a-z_]+): \{/gm)].map(([, name]) => name));
const families = [...words.matchAll(/prefix: '([a-z_]+)'/g)].map(([, prefix]) => prefix);
const missing = reasons.filter((name) => !known.has(name) && !families.some((each) => name.startsWith(each)));

if (reasons.length < 20) throw new Error(`Only ${reasons.length} reasons found: was the server moved?`);
console.log(`${reasons.length} reasons in the server's sources, ${missing.length} without words`);
for (const name of missing) console.log(`  ${name}: add it to web/src/app/projects/util/intake-reasons.ts`);
process.exit(missing.length ? 1 : 0);
