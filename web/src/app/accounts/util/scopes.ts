/** What an API token may be allowed, by area, weakest first. A stronger one does not contain the weaker ones. */
export const scopeGroups: readonly {
  readonly area: string;
  readonly name: string;
  readonly rights: readonly string[];
}[] = [
  { area: 'project', name: 'Projects', rights: ['read', 'write', 'admin', 'releases'] },
  { area: 'event', name: 'Issues and events', rights: ['read', 'write', 'admin'] },
  { area: 'team', name: 'Teams', rights: ['read', 'write', 'admin'] },
  { area: 'member', name: 'Members', rights: ['read', 'write', 'admin'] },
  { area: 'org', name: 'Organizations', rights: ['read', 'write', 'admin'] },
];
