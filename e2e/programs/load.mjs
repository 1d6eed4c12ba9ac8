// Posts unique events as fast as the server takes them, through kills and restarts: load.mjs CONNECTIONS DSN…
// Writes `<project> <event id> <issue>` for each event the server acknowledged with 200; SIGTERM ends it with
// a `result:` line. An event without an answer is never sent again: whether it was stored is unknown.
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const [, , connections, ...dsns] = process.argv;
const ISSUES_PER_PROJECT = 20;
const agent = new http.Agent({ keepAlive: true, maxSockets: Number(connections) });
const targets = dsns.map((dsn) => {
  const url = new URL(dsn);
  const project = url.pathname.slice(1);
  return {
    project,
    url: `${url.origin}/api/${project}/envelope/?sentry_key=${url.username}&sentry_version=7`,
  };
});
const statuses = {};
let unanswered = 0;
let sent = 0;
let stopping = false;
process.on('SIGTERM', () => (stopping = true));

function envelope(id, issue) {
  const event = {
    event_id: id,
    platform: 'node',
    timestamp: Date.now() / 1000,
    environment: 'production',
    user: { id: String(sent % 500) },
    tags: { shard: String(sent % 7) },
    exception: {
      values: [
        {
          type: `Failure${issue}`,
          value: `attempt ${sent} failed`,
          stacktrace: {
            frames: [{ function: `work${issue}`, filename: 'work.js', lineno: issue, in_app: true }],
          },
        },
      ],
    },
  };
  return `{"event_id":"${id}"}\n{"type":"event"}\n${JSON.stringify(event)}`;
}

function post(url, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST', agent, timeout: 20_000 }, (response) => {
      response
        .resume()
        .once('end', () => resolve(response.statusCode))
        .once('error', reject);
    });
    request.once('error', reject);
    request.once('timeout', () => request.destroy(new Error('no answer within 20 s')));
    request.end(body);
  });
}

async function worker() {
  while (!stopping) {
    const { project, url } = targets[sent % targets.length];
    const issue = Math.floor(sent / targets.length) % ISSUES_PER_PROJECT;
    const id = randomBytes(16).toString('hex');
    sent++;
    try {
      const status = await post(url, envelope(id, issue));
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status === 200) process.stdout.write(`${project} ${id} ${issue}\n`);
      else await pause(50);
    } catch {
      unanswered++;
      await pause(20);
    }
  }
}

await Promise.all(Array.from({ length: Number(connections) }, worker));
agent.destroy();
console.log(`result: ${JSON.stringify({ sent, unanswered, statuses })}`);
