// Writes a .br and a .gz beside every text file of the build, so that the server compresses nothing while it serves.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = new URL('../dist/browser/', import.meta.url).pathname;
const smallest = 1000; // below this the headers cost more than is saved

for (const name of readdirSync(root, { recursive: true })) {
  const file = join(root, name);
  if (!/\.(js|css|html|svg|txt|json)$/.test(name) || statSync(file).size < smallest) continue;
  const bytes = readFileSync(file);
  writeFileSync(
    `${file}.br`,
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
  );
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}
