// npm run icons: writes the sprite into src/index.html and the names into src/app/shared/ui-icon/icon-names.ts.
// Add a lucide name to `names` and run it. Levels and the mark are our own shapes.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const nodes = createRequire(import.meta.url)('lucide-static/icon-nodes.json');

const names =
  `activity arrow-down arrow-down-wide-narrow arrow-left arrow-right arrow-up arrow-up-right ban bell bell-off
arrow-left-right arrow-up-down bookmark box braces bug calendar check chevron-down chevron-first chevron-last chevron-up chevron-left chevron-right chevrons-up-down circle-alert circle-check
circle-dot circle-dashed circle-x clock code copy database download ellipsis eye eye-off file-question-mark gauge
git-commit-horizontal git-merge globe hash info key-round keyboard lightbulb link list list-filter lock log-out
mail menu message-square monitor monitor-smartphone mouse-pointer-click navigation package package-check panel-right pause pencil play plus
radio repeat-2 rocket rotate-ccw rotate-cw rows-3 search search-x server settings shield sliders-horizontal sparkle
sun-moon tag terminal text-align-start trash trending-up triangle-alert unfold-vertical unplug user-round
user-round-plus users-round x`
    .split(/\s+/)
    .sort();

const cut = (width, d) =>
  `<path fill="none" stroke="var(--cut)" stroke-width="${width}" stroke-linecap="round" d="${d}"/>`;
const own = {
  'level-debug':
    '<circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="1.6"/><circle cx="8" cy="8" r="1.6" fill="currentColor"/>',
  'level-info': `<rect x="2" y="2" width="12" height="12" rx="3" fill="currentColor"/>${cut(1.7, 'M8 7.6v3.2M8 5v.01')}`,
  'level-warning': `<path fill="currentColor" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round" d="M8 2.4 14.4 13.6H1.6z"/>${cut(1.6, 'M8 6.4v3.2M8 11.8v.01')}`,
  'level-error': `<circle cx="8" cy="8" r="6.5" fill="currentColor"/>${cut(1.7, 'm5.8 5.8 4.4 4.4m0-4.4-4.4 4.4')}`,
  'level-fatal': `<path fill="currentColor" d="M5.3 1h5.4L15 5.3v5.4L10.7 15H5.3L1 10.7V5.3z"/>${cut(2, 'M8 4.6v3.9M8 11.4v.01')}`,
};
const mark =
  '<path fill="currentColor" d="M3 4a1 1 0 0 1 1-1h3v18H4a1 1 0 0 1-1-1zM9 3h11a1 1 0 0 1 1 1v2a1 1 0 0 1-1 1H9zM9 10h6v4H9z"/><path fill="currentColor" opacity=".45" d="M17 10h2.5a1 1 0 0 1 1 1v2a1 1 0 0 1-1 1H17z"/>';

const lucide = (name) =>
  nodes[name]
    .map(([tag, attributes]) => {
      const text = Object.entries(attributes)
        .filter(([key]) => key !== 'key')
        .map(([key, value]) => ` ${key}="${value}"`)
        .join('');
      return `<${tag}${text}/>`;
    })
    .join('');

const missing = names.filter((name) => !nodes[name]);
if (missing.length) throw new Error(`lucide has no icon named ${missing.join(', ')}`);

const symbols = [
  ...names.map((name) => `<symbol id="i-${name}" viewBox="0 0 24 24">${lucide(name)}</symbol>`),
  ...Object.entries(own).map(([name, body]) => `<symbol id="i-${name}" viewBox="0 0 16 16">${body}</symbol>`),
  `<symbol id="i-mark" viewBox="0 0 24 24">${mark}</symbol>`,
];

const html = new URL('../src/index.html', import.meta.url);
const [before, rest] = readFileSync(html, 'utf8').split('<!-- sprite -->');
const after = rest.split('<!-- /sprite -->')[1];
writeFileSync(
  html,
  `${before}<!-- sprite -->\n<svg width="0" height="0" class="sprite" aria-hidden="true">\n${symbols.join('\n')}\n</svg>\n<!-- /sprite -->${after}`,
);

writeFileSync(
  new URL('../src/app/shared/ui-icon/icon-names.ts', import.meta.url),
  `// Written by \`npm run icons\`.\nexport const iconNames = [\n${[...names, 'mark'].map((name) => `  '${name}',`).join('\n')}\n] as const;\n\nexport type IconName = (typeof iconNames)[number];\n`,
);
