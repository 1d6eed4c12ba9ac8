import assert from 'node:assert/strict';
import { eventually } from './eventually.mjs';

/** The issue with that title in the workspace's project, once it has been digested (and counts `count` events). */
export function issueTitled({ person, organization, projectId }, title, { count } = {}) {
  return eventually(`issue "${title}"${count === undefined ? '' : ` with ${count} events`}`, async () => {
    const issues = await person.issues(organization, `project=${projectId}`);
    const found = issues.filter((issue) => issue.title === title);
    assert.ok(
      found.length === 1,
      `${found.length} such issues among: ${issues.map((issue) => issue.title).join(' | ')}`,
    );
    assert.ok(count === undefined || Number(found[0].count) === count, `it counts ${found[0].count}`);
    return found[0];
  });
}

/** All issues of the project as `title → count`. */
export async function issueCounts({ person, organization, projectId }) {
  const issues = await person.issues(organization, `project=${projectId}`);
  return Object.fromEntries(issues.map((issue) => [issue.title, Number(issue.count)]));
}

/** The latest event of an issue with what tests look at: tags as an object, entries by type. */
export async function latestEventOf({ person }, issue) {
  const event = await person.latestEvent(issue.id);
  return {
    ...event,
    tagMap: Object.fromEntries(event.tags.map(({ key, value }) => [key, value])),
    entry: Object.fromEntries(event.entries.map(({ type, data }) => [type, data])),
  };
}

/** Names of the functions of one exception, outermost first. */
export function functionsOf(exception) {
  return exception.stacktrace.frames.map((frame) => frame.function);
}
