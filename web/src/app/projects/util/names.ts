/** The server's limits for projects. */
export function projectNameError(name: string): string | undefined {
  if (!name.trim()) return 'Enter a name.';
  return name.trim().length > 64 ? 'A name has at most 64 characters.' : undefined;
}

export function projectSlugError(slug: string): string | undefined {
  if (/^[-a-z0-9_]{1,50}$/i.test(slug)) return undefined;
  const better = slug
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50);
  return better
    ? `A slug has only letters, digits, - and _. Use ${better}.`
    : 'Enter a slug, such as storefront.';
}

export function keyNameError(name: string): string | undefined {
  if (!name.trim()) return 'Enter a name, such as the app that uses the key.';
  return name.trim().length > 64 ? 'A name has at most 64 characters.' : undefined;
}

/** The highest count of a client key's limit. */
export const HIGHEST_KEY_LIMIT = 32_767;

/** Empty means 0. */
export function percentError(text: string): string | undefined {
  const value = Number(text);
  return Number.isInteger(value) && value >= 0 && value <= 100
    ? undefined
    : 'Enter a whole number from 0 to 100.';
}
