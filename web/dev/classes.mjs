// Fails when a style sheet and the pages do not fit: a class that nobody names; a rule of a domain's sheet whose classes
// that domain does not use; a class of a domain that another folder uses; a rule in src/styles that only one domain needs.
// So style sheets shrink with the pages, and a domain's styles go with its folder.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const files = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
const textOf = (names) => names.map((name) => readFileSync(name, 'utf8')).join('\n');

/** Words that a folder's templates and scripts may mean as classes: class attributes, bindings, short quoted words. */
function namesIn(text) {
  const found = [
    /class="([^"]*)"/g,
    /\[class\.([\w-]+)\]/g,
    /\[class\]="([^"]*)"/g,
    /'([a-z][\w-]*(?: [a-z][\w-]*)*)'/g,
    /"([a-z][\w -]*)" \+/g,
    /\b(app-[\w-]+)/g,
  ].flatMap((pattern) => [...text.matchAll(pattern)].map(([, words]) => words));
  return {
    words: new Set(found.join(' ').match(/[\w-]+/g)),
    /** Beginnings that scripts put an ending to: `btn--${variant}`, 'level--' + name. */
    begun: [...text.matchAll(/([A-Za-z][\w-]*-)(?:\$\{|['"`]\s*\+)/g)].map(([, start]) => start),
  };
}

const isSource = (name) => /\.(ts|html)$/.test(name) && !/(\.spec|\/openapi)\.ts$/.test(name);
const folders = Object.fromEntries(
  readdirSync('src/app').map((name) => [name, namesIn(textOf(files(`src/app/${name}`).filter(isSource)))]),
);
const attributes = Object.fromEntries(
  Object.keys(folders).map((name) => {
    const text = textOf(files(`src/app/${name}`).filter(isSource));
    const found = [...text.matchAll(/class="([^"]*)"|\[class\.([\w-]+)\]/g)];
    return [name, new Set(found.flatMap(([, words, bound]) => (words ?? bound).split(/\s+/)))];
  }),
);
folders['index.html'] = namesIn(readFileSync('src/index.html', 'utf8'));
const usersOf = (one) =>
  Object.keys(folders).filter(
    (name) => folders[name].words.has(one) || folders[name].begun.some((start) => one.startsWith(start)),
  );

/** `.a, .b:is(.c, .d)` is two. */
function apart(selectors) {
  const parts = [''];
  let depth = 0;
  for (const sign of selectors) {
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    if (sign === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim());
}

/** Selectors of a sheet, without at-rules and key frames. */
function selectorsOf(name) {
  const sheet = readFileSync(name, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  return [...sheet.matchAll(/([^{};]+)\{[^{}]*\}/g)]
    .map(([, selectors]) => selectors.trim())
    .filter((selectors) => !/^(@|from|to|\d)/.test(selectors))
    .flatMap(apart);
}

/** Whether a template of another domain names a class for certain. */
function isNamedElsewhere(one, domain) {
  return Object.keys(attributes).some((folder) => folder !== domain && attributes[folder].has(one));
}

const classesOf = (selector) => [...selector.matchAll(/\.([A-Za-z][\w-]*)/g)].map(([, one]) => one);
const tagsOf = (selector) => [...selector.matchAll(/\b(app-[\w-]+)/g)].map(([, one]) => one);
/** Set by the CDK on elements of its own. */
const isForeign = (one) => one.startsWith('cdk-');

const sheets = [...files('src/styles'), ...files('src/app')].filter((name) => name.endsWith('.css'));
const domainOf = (name) => /^src\/app\/([^/]+)\//.exec(name)?.[1];
const shared = new Set(
  sheets
    .filter((name) => !domainOf(name))
    .flatMap(selectorsOf)
    .flatMap(classesOf),
);
const problems = new Set();

for (const name of sheets) {
  const domain = domainOf(name);
  for (const selector of selectorsOf(name)) {
    const classes = classesOf(selector).filter((one) => !isForeign(one));
    for (const one of classes)
      if (usersOf(one).length === 0) problems.add(`${name}: nothing uses .${one}: delete its rules`);
    if (domain) {
      const isOwn = (one) => usersOf(one).includes(domain) && !isNamedElsewhere(one, domain);
      if (![...classes, ...tagsOf(selector)].some(isOwn) && !/\[id=/.test(selector))
        problems.add(
          `${name}: ${selector} is not of ${domain} alone: it belongs into src/styles, or is dead`,
        );
    } else if (!name.endsWith('/utilities.css')) {
      const owners = [...classes, ...tagsOf(selector)].map(usersOf).filter((users) => users.length === 1);
      const owner = owners.find(([user]) => user !== 'shared' && user !== 'index.html');
      if (owner) problems.add(`${name}: only ${owner[0]} needs ${selector}: move it into its folder`);
    }
  }
}

if (problems.size) {
  console.error([...problems].join('\n'));
  process.exit(1);
}
