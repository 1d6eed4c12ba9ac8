import { wellFormed } from './plain-text';

/**
 * A path whose parts are data: urlPath`/api/0/organizations/${slug}/`. Each part stays one segment, whatever it holds;
 * a part that is empty or would climb (`..`) becomes one that nothing is called.
 */
export function urlPath(fixed: TemplateStringsArray, ...parts: readonly (string | number)[]): string {
  return fixed.reduce((path, text, index) => path + segment(String(parts[index - 1])) + text);
}

/** `key=value&…` of names and values as they are. */
export function urlQuery(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map((pair) => pair.map((part) => encodeURIComponent(wellFormed(part))).join('=')).join('&');
}

/** A text as one segment of a path. */
export function segment(part: string): string {
  return /^\.*$/.test(part) ? '_' : encodeURIComponent(wellFormed(part));
}

/** The address by which others open a page of ours, its path without a slash in front. */
export function pageAddress(path: string): string {
  return new URL(path, document.baseURI).href;
}
