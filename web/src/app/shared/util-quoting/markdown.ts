import { plainText } from './plain-text';

/** Text that leaves the page for Markdown: all of it in code, where nothing is a link, a mention, a tag or a heading. */

/** In one line, between more backticks than it holds itself. */
export function codeSpan(text: string): string {
  const line = plainText(text).replace(/\s+/g, ' ').trim();
  if (!line) return '';
  const ticks = '`'.repeat(longestRun(line) + 1);
  return line.startsWith('`') || line.endsWith('`') ? `${ticks} ${line} ${ticks}` : ticks + line + ticks;
}

/** Several lines, between a fence that is longer than any in them. */
export function codeFence(text: string): string {
  const plain = plainText(text);
  const fence = '`'.repeat(Math.max(3, longestRun(plain) + 1));
  return `${fence}\n${plain}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
