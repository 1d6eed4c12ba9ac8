// Computes WCAG 2.2 contrast for every text, control and mark token on every surface it may stand on.
// npm run contrast          prints the tables (Markdown) and exits 1 when a pair is below its limit
import { readFileSync } from 'node:fs';

const css = readFileSync(new URL('../src/styles/tokens.css', import.meta.url), 'utf8');
const tokens = Object.fromEntries(
  [...css.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name, { light, dark }],
  ),
);

const channel = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const luminance = (hex) =>
  [1, 3, 5]
    .map((i) => channel(parseInt(hex.slice(i, i + 2), 16) / 255))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
const ratio = (a, b) => {
  const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
};

const every = [
  'surface',
  'canvas',
  'surface-sunken',
  'surface-raised',
  'surface-hover',
  'surface-active',
  'surface-selected',
];
const tables = [
  {
    title: 'Text on surfaces (limit 4.5)',
    limit: 4.5,
    columns: every,
    rows: [
      'text',
      'text-muted',
      'text-faint',
      'accent-text',
      'danger-text',
      'warning-text',
      'success-text',
      'info-text',
    ],
  },
  {
    title: 'Marks and control edges on surfaces (limit 3)',
    limit: 3,
    columns: ['surface', 'canvas', 'surface-raised'],
    rows: [
      'border-control',
      'focus',
      'accent',
      'danger',
      'warning',
      'success',
      'info',
      'marker',
      'span-1',
      'span-2',
      'span-3',
      'span-4',
    ],
  },
  {
    title: 'Code (limit 4.5)',
    limit: 4.5,
    columns: ['surface-sunken', 'code-line'],
    rows: ['text', 'code-keyword', 'code-string', 'code-number', 'code-function', 'code-comment'],
  },
];
const pairs = [
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger-solid'],
  ['on-danger', 'danger-solid-hover'],
  ['accent-text', 'accent-soft'],
  ['danger-text', 'danger-soft'],
  ['warning-text', 'warning-soft'],
  ['success-text', 'success-soft'],
  ['info-text', 'info-soft'],
  ['text', 'accent-soft'],
  ['text', 'danger-soft'],
  ['text', 'warning-soft'],
  ['text', 'success-soft'],
  ['text', 'info-soft'],
  ['text-muted', 'accent-soft'],
  ['text-muted', 'danger-soft'],
  ['text-muted', 'warning-soft'],
  ['text-muted', 'success-soft'],
  ['text-muted', 'info-soft'],
];

let failures = 0;
let checked = 0;
const cell = (fg, bg, limit) =>
  ['light', 'dark']
    .map((theme) => {
      const value = ratio(tokens[fg][theme], tokens[bg][theme]);
      checked++;
      if (value < limit) failures++;
      return value < limit ? `**${value.toFixed(2)}**` : value.toFixed(1);
    })
    .join(' / ');

for (const { title, limit, columns, rows } of tables) {
  console.log(
    `\n${title}\n\n| light / dark | ${columns.join(' | ')} |\n|---|${columns.map(() => '---|').join('')}`,
  );
  for (const fg of rows) console.log(`| ${fg} | ${columns.map((bg) => cell(fg, bg, limit)).join(' | ')} |`);
}
console.log('\nText on fills (limit 4.5)\n\n| text | fill | light / dark |\n|---|---|---|');
for (const [fg, bg] of pairs) console.log(`| ${fg} | ${bg} | ${cell(fg, bg, 4.5)} |`);
console.log('\nData marks on surface (limit 3 for bars)\n');
for (const mark of ['bar', 'bar-new'])
  console.log(`${mark}: ${cell(mark, 'surface', 3)}; on canvas ${cell(mark, 'canvas', 3)}`);
console.log(
  failures ? `\n${failures} of ${checked} ratios below their limit` : `\nall ${checked} ratios pass`,
);
process.exit(failures ? 1 : 0);
