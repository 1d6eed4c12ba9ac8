/** "Web Platform" → "web-platform": what a team of that name is called in addresses. At most 50 characters. */
export function teamSlug(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50);
}

export function organizationNameError(name: string): string | undefined {
  if (!name.trim()) return 'Enter a name, such as your company or product.';
  return name.trim().length > 200 ? 'A name has at most 200 characters.' : undefined;
}

export function teamNameError(name: string, taken: readonly string[]): string | undefined {
  const slug = teamSlug(name);
  if (!slug) return 'Enter a name with at least one letter or digit.';
  return taken.includes(slug) ? `Team ${slug} exists already. Choose another name.` : undefined;
}
