// Sums Maven's test reports: prints how many tests passed; fails when one failed or was skipped, or when a module ran none.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const home = process.argv[2];
const problems = [];
let passed = 0;

for (const module of readdirSync(home)) {
  if (!existsSync(join(home, module, 'src', 'test', 'java'))) continue;
  const folder = join(home, module, 'target', 'surefire-reports');
  const reports = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.xml')) : [];
  if (reports.length === 0) problems.push(`${module}: no test ran`);
  for (const report of reports) {
    const [suite] = /<testsuite\b[^>]*>/.exec(readFileSync(join(folder, report), 'utf8')) ?? [''];
    const count = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
    const [tests, bad, skipped] = [count('tests'), count('failures') + count('errors'), count('skipped')];
    if (bad > 0) problems.push(`${module}: ${bad} failed in ${report}`);
    if (skipped > 0) problems.push(`${module}: ${skipped} skipped in ${report}; no test may be switched off`);
    passed += tests - bad - skipped;
  }
}
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(passed);
