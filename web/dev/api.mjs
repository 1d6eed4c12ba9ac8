// npm run api: writes the types of the API from the server's own description, before every build, start, lint and test.
// What the server no longer has, or has under another name or type, then fails to compile.
//
// api-corrections.json holds the shapes that the description does not say; one of a field that the server does not have
// (any more) fails here.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const here = (path) => new URL(path, import.meta.url);
const sources = ['../../server/src/test/resources/golden/openapi.json', './api-corrections.json'];
const [description, { shape, added }] = sources.map((path) => JSON.parse(readFileSync(here(path), 'utf8')));
const made = here('../src/app/shared/util-api/openapi.ts');

const hash = createHash('sha256');
for (const path of [...sources, './api.mjs', '../package-lock.json']) hash.update(readFileSync(here(path)));
const head = `// Made by npm run api from the server's openapi.json; not kept in the repository. ${hash.digest('hex')}\n`;
if (existsSync(made) && readFileSync(made, 'utf8').startsWith(head)) process.exit();

const { schemas } = description.components;
for (const [path, one] of Object.entries(shape)) {
  const [type, name] = path.split('.');
  const properties = schemas[type]?.properties;
  if (!properties?.[name]) {
    console.error(`dev/api-corrections.json: the server has no ${path}: delete or rename this line`);
    process.exit(1);
  }
  properties[name] = one;
}
Object.assign(schemas, added);

const { default: openapi, astToString } = await import('openapi-typescript');
writeFileSync(made, head + astToString(await openapi(description, { immutable: true, alphabetize: true })));
