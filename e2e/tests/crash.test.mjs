import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../harness/eventually.mjs';
import { startFettle } from '../harness/fettle.mjs';
import { Load } from '../harness/load.mjs';
import { newWorkspace } from '../harness/person.mjs';
import { seeded } from '../harness/random.mjs';

const CONNECTIONS = 16;

let fettle;
let place;
let projects;

before(async () => {
  fettle = await startFettle();
  place = await newWorkspace(fettle);
  projects = [place, await place.newProject('cart', 'node'), await place.newProject('search', 'node')];
});
after(() => fettle?.discard());

/** Starts the product again on the same folder and port: the clients only see it go and come back. */
async function restart() {
  fettle = await startFettle({ port: fettle.port, data: fettle.data });
}

/** What a project holds: every stored event's id, and per issue its count and its stored events. */
async function stored({ person, organization }, { project, projectId }) {
  const events = await person.all(`/api/0/projects/${organization}/${project}/events/?limit=100`);
  const issues = await person.issues(organization, `project=${projectId}&limit=100`);
  const perIssue = Map.groupBy(events, (event) => String(event.groupID));
  return { events, issues, perIssue };
}

async function assertExactlyWhatWasAcknowledged(load) {
  for (const target of projects) {
    const expected = load.acknowledged.get(target.projectId) ?? new Map();
    const { events, issues, perIssue } = await eventually(
      `the ${expected.size} acknowledged events of ${target.project} are stored`,
      async () => {
        const now = await stored(place, target);
        const ids = new Set(now.events.map((event) => event.eventID));
        const missing = [...expected.keys()].filter((id) => !ids.has(id));
        assert.equal(
          missing.length,
          0,
          `${missing.length} acknowledged events are missing, first ${missing[0]}`,
        );
        return now;
      },
      { withinMillis: 120_000, everyMillis: 1_000 },
    );
    const ids = events.map((event) => event.eventID);
    assert.equal(new Set(ids).size, ids.length, 'no event is stored twice');
    for (const issue of issues) {
      const own = perIssue.get(String(issue.id)) ?? [];
      assert.equal(Number(issue.count), own.length, `${issue.title} counts exactly its stored events`);
    }
    assert.equal(
      issues.reduce((sum, issue) => sum + Number(issue.count), 0),
      events.length,
      'every stored event belongs to an issue',
    );
    const titles = new Set(issues.map((issue) => issue.metadata.type));
    assert.equal(titles.size, issues.length, 'no issue exists twice');
  }
}

async function loadFor(load, random, { atLeast = 200 } = {}) {
  const goal = load.count + atLeast;
  await eventually(`${atLeast} more acknowledged events`, () => load.count >= goal, { withinMillis: 60_000 });
  await pause(random.between(100, 1_500)); // the kill is to strike at any moment of the work
}

describe('an accepted event', () => {
  it('survives kill -9 of the server, of PostgreSQL and of both, and is counted once', async (test) => {
    const random = seeded();
    const load = new Load(
      projects.map(({ dsn }) => dsn),
      CONNECTIONS,
    );
    const blows = ['server', 'everything', 'postmaster', 'server', 'everything', 'server'];
    for (const blow of blows) {
      await loadFor(load, random);
      test.diagnostic(`kill -9 of ${blow} after ${load.count} acknowledged events`);
      if (blow === 'postmaster') {
        fettle.killPostmaster();
        await eventually(
          'the API answers again on a new PostgreSQL',
          () => place.person.issues(place.organization),
          {
            withinMillis: 60_000,
          },
        );
      } else if (blow === 'server') {
        await fettle.killServer();
        await fettle.ready(); // the launcher has started it again
      } else {
        await fettle.killEverything();
        await restart();
      }
    }
    await loadFor(load, random);
    const { sent, unanswered, statuses } = await load.stop();
    test.diagnostic(
      `${sent} sent, ${load.count} acknowledged, ${unanswered} unanswered, ${JSON.stringify(statuses)}`,
    );

    assert.equal(load.count, statuses[200]);
    assert.deepEqual(
      Object.keys(statuses).filter((status) => !['200', '429', '503'].includes(status)),
      [],
      'a client is either accepted or asked to wait',
    );
    await assertExactlyWhatWasAcknowledged(load);
  });

  it('survives SIGTERM under load, and the restart is clean', async (test) => {
    const random = seeded();
    projects = [await place.newProject('tidy', 'node'), await place.newProject('tidier', 'node')];
    const load = new Load(
      projects.map(({ dsn }) => dsn),
      CONNECTIONS,
    );
    await loadFor(load, random);
    const { code, signal } = await fettle.stop();
    test.diagnostic(`SIGTERM after ${load.count} acknowledged events, ended with ${code ?? signal}`);
    assert.equal(code, 0, `a clean end, not ${code ?? signal}:\n${fettle.output.slice(-2_000)}`);
    await restart();
    assert.doesNotMatch(fettle.output, /recover|not properly shut down/i);
    await loadFor(load, random);
    const { statuses } = await load.stop();

    assert.deepEqual(
      Object.keys(statuses).filter((status) => status >= 500 && status !== '503'),
      [],
    );
    await assertExactlyWhatWasAcknowledged(load);
  });
});
