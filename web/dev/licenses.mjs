// After the build: one file with the notice of everything the client carries, at /licenses.txt.
import { readFileSync, writeFileSync } from 'node:fs';

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8').trim();
const parts = [
  ['Icons: lucide', 'node_modules/lucide-static/LICENSE'],
  ['Font: Inter', 'node_modules/@fontsource-variable/inter/LICENSE'],
  ['Font: JetBrains Mono', 'node_modules/@fontsource-variable/jetbrains-mono/LICENSE'],
].map(([title, path]) => `${title}\n\n${read(path)}`);
const line = `\n\n${'-'.repeat(80)}\n\n`;
writeFileSync(
  new URL('../dist/browser/licenses.txt', import.meta.url),
  [...parts, read('dist/3rdpartylicenses.txt')].join(line) + '\n',
);
