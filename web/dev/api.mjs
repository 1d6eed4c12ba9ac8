// npm run api: writes the types of the API from the server's own description, before every build, start, lint and test.
// What the server no longer has, or has under another name or type, then fails to compile.
//
// api-corrections.json holds what the description does not say yet: keys that may be missing or null (every other key is
// always sent), and shapes it gets wrong. A correction that is not needed any more fails here, so that the file shrinks.
import { readFileSync, writeFileSync } from 'node:fs';
import openapi, { astToString } from 'openapi-typescript';

const here = (path) => new URL(path, import.meta.url);
const read = (path) => JSON.parse(readFileSync(here(path), 'utf8'));
const description = read('../../server/src/test/resources/golden/openapi.json');
const { optional, nullable, shape, added } = read('api-corrections.json');
const { schemas } = description.components;
const problems = [];

/** The schema and name of "ProjectResponse.platform". */
function property(path, list) {
  const [type, name] = path.split('.');
  const found = schemas[type]?.properties?.[name];
  if (!found) problems.push(`${list}: the server has no ${path}: delete or rename this line`);
  return { type: schemas[type], name, found };
}

const isNullable = ({ type, oneOf }) => [type].flat().includes('null') || oneOf?.some(isNullable);

/** Of every answer, not of what is sent: a record is written whole. */
const answered = new Set();
function visit(node) {
  if (typeof node !== 'object' || node === null) return;
  const name = /^#\/components\/schemas\/(.+)$/.exec(node.$ref ?? '')?.[1];
  if (name && !answered.has(name)) {
    answered.add(name);
    visit(schemas[name]);
  }
  Object.values(node).forEach(visit);
}

// Both spellings of an address are served, with and without the last slash; the client writes GlitchTip's, with it, and
// the log-in routes as allauth does, without.
description.paths = Object.fromEntries(
  Object.entries(description.paths).filter(([path]) =>
    path.startsWith('/_allauth/') ? !path.endsWith('/') : path.startsWith('/api/') && path.endsWith('/'),
  ),
);
for (const verbs of Object.values(description.paths))
  for (const operation of Object.values(verbs)) {
    visit(operation.responses);
    // A body is read into the method's parameter of this name, and still described as part of the query.
    const body = operation.parameters?.find(({ name }) => name === 'wanted');
    if (body)
      operation.requestBody ??= { required: true, content: { 'application/json': { schema: body.schema } } };
  }
for (const name of answered)
  if (schemas[name].properties) schemas[name].required ??= Object.keys(schemas[name].properties);
for (const path of optional) {
  const { type, name, found } = property(path, 'optional');
  if (found) type.required = type.required.filter((each) => each !== name);
}
for (const path of nullable) {
  const { type, name, found } = property(path, 'nullable');
  if (found && isNullable(found)) problems.push(`nullable: the server says so of ${path}: delete this line`);
  else if (found) type.properties[name] = { oneOf: [found, { type: 'null' }] };
}
for (const [path, one] of Object.entries(shape)) {
  const { type, name, found } = property(path, 'shape');
  if (found) type.properties[name] = one;
}
Object.assign(schemas, added);
if (problems.length) {
  console.error(`dev/api-corrections.json\n${problems.join('\n')}`);
  process.exit(1);
}

const types = astToString(await openapi(description, { immutable: true, alphabetize: true }));
writeFileSync(
  here('../src/app/shared/util-api/openapi.ts'),
  `// Made by npm run api from the server's openapi.json; not kept in the repository.\n${types}`,
);
