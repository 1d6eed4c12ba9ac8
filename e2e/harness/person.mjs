import { randomBytes } from 'node:crypto';

const ALLAUTH = '/_allauth/browser/v1';
export const PASSWORD = 'correct horse battery staple';

/** A status other than the expected ones, with what the server said. */
export class UnexpectedAnswer extends Error {
  constructor(method, path, answer) {
    super(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 500)}`);
    this.status = answer.status;
    this.body = answer.body;
  }
}

/** Somebody with a browser: keeps cookies and repeats the CSRF cookie in its header. */
export class Person {
  #cookies = new Map();

  constructor(url) {
    this.url = url;
  }

  get cookies() {
    return [...this.#cookies].map(([name, value]) => ({ name, value, url: this.url }));
  }

  /** Any request; returns status, headers and the body (decoded when it is JSON). */
  async send(method, path, body) {
    const headers = { cookie: [...this.#cookies].map((pair) => pair.join('=')).join('; ') };
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (method !== 'GET' && this.#cookies.has('csrftoken'))
      headers['x-csrftoken'] = this.#cookies.get('csrftoken');
    const answer = await fetch(new URL(path, this.url), {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(30_000),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: decoded(text) };
  }

  async #expect(statuses, method, path, body) {
    const answer = await this.send(method, path, body);
    if (!statuses.includes(answer.status)) throw new UnexpectedAnswer(method, path, answer);
    return answer;
  }

  async get(path) {
    return (await this.#expect([200], 'GET', path)).body;
  }

  async post(path, body) {
    return (await this.#expect([200, 201], 'POST', path, body)).body;
  }

  async put(path, body) {
    return (await this.#expect([200], 'PUT', path, body)).body;
  }

  /** Every entry of a list, page after page along the Link header. */
  async all(path) {
    const entries = [];
    for (let next = path; next !== undefined;) {
      const answer = await this.#expect([200], 'GET', next);
      entries.push(...answer.body);
      next = nextPage(answer.headers.get('link'));
    }
    return entries;
  }

  /** `setup` is the secret of the first account; others need none. */
  async signUp(email = `person-${randomBytes(4).toString('hex')}@example.com`, setup = undefined) {
    this.email = email;
    await this.send('GET', `${ALLAUTH}/config`); // hands out the CSRF cookie
    await this.post(`${ALLAUTH}/auth/signup`, { email, password: PASSWORD, setup });
    return this;
  }

  createOrganization(name) {
    return this.post('/api/0/organizations/', { name });
  }

  createTeam(organization, slug) {
    return this.post(`/api/0/organizations/${organization}/teams/`, { slug });
  }

  createProject(organization, team, name, platform) {
    return this.post(`/api/0/teams/${organization}/${team}/projects/`, { name, platform });
  }

  keys(organization, project) {
    return this.get(`/api/0/projects/${organization}/${project}/keys/`);
  }

  issues(organization, query = '') {
    return this.all(`/api/0/organizations/${organization}/issues/?${query}`);
  }

  issue(id) {
    return this.get(`/api/0/issues/${id}/`);
  }

  latestEvent(issueId) {
    return this.get(`/api/0/issues/${issueId}/events/latest/`);
  }
}

function decoded(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function nextPage(link) {
  const next = (link ?? '').split(/,\s*(?=<)/).find((entry) => /rel="next"/.test(entry));
  if (next === undefined || !/results="true"/.test(next)) return undefined;
  const url = new URL(/<([^>]+)>/.exec(next)[1], 'http://localhost');
  return url.pathname + url.search;
}

/**
 * An owner with an organization, a team and one project: `person`, `organization` (slug), `team`,
 * `project` (slug), `projectId`, `dsn`, and `newProject(name, platform)` for more of them.
 */
export async function newWorkspace(fettle, { name = 'Acme', platform = 'node' } = {}) {
  const person = await new Person(fettle.url).signUp(undefined, await fettle.setup());
  const organization = (await person.createOrganization(name)).slug;
  const team = (await person.createTeam(organization, 'backend')).slug;
  const newProject = async (title, kind) => {
    const project = await person.createProject(organization, team, title, kind);
    const [key] = await person.keys(organization, project.slug);
    return { project: project.slug, projectId: String(project.id), dsn: key.dsn.public, key };
  };
  return { person, organization, team, newProject, ...(await newProject('shop', platform)) };
}

/** The parts of a DSN that a request needs. */
export function dsnParts(dsn) {
  const url = new URL(dsn);
  return { key: url.username, project: url.pathname.slice(1), origin: url.origin };
}
