// Fails when a style sheet has a class that no template or script names, so that style sheets shrink with the pages.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const files = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const source = files('src')
  .filter((name) => /\.(ts|html)$/.test(name) && !/\.spec\.ts$/.test(name) && !name.startsWith('src/testing'))
  .map((name) => readFileSync(name, 'utf8'))
  .join('\n');
const words = new Set(source.match(/[\w-]+/g));
/** Beginnings that scripts put an ending to: `btn--${variant}`, 'level--' + name. */
const begun = [...source.matchAll(/([A-Za-z][\w-]*-)(?:\$\{|['"`]\s*\+)/g)].map(([, start]) => start);
/** Set by the CDK on elements of its own. */
const foreign = /^cdk-/;

const dead = [];
for (const name of files('src/styles').filter((each) => each.endsWith('.css'))) {
  const sheet = readFileSync(name, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const selectors = sheet.replace(/\{[^{}]*\}/g, '{}');
  const classes = new Set([...selectors.matchAll(/\.([A-Za-z][\w-]*)/g)].map(([, one]) => one));
  for (const one of classes)
    if (!words.has(one) && !foreign.test(one) && !begun.some((start) => one.startsWith(start)))
      dead.push(`${name}: .${one}`);
}
if (dead.length) {
  console.error(`Nothing uses these classes: delete their rules.\n${dead.join('\n')}`);
  process.exit(1);
}
