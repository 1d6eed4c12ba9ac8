// npm run mock: a small stand-in for the server, for working on pages alone. Everything lives in memory.
// It serves dist/browser too, with the content security policy of the product, so that a build can be looked at.
// nadia@acme.shop / correct horse is there with an organization; any other sign-up starts empty.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { intakeRoutes } from './mock-intake.mjs';
import { arrive, issueRoutes } from './mock-issues.mjs';

const PORT = Number(process.env.PORT ?? 4219);
const dist = new URL('../dist/browser/', import.meta.url).pathname;
const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();
let ids = 100;

const closed = process.env.CLOSED === '1';
const accounts = new Map();
const sessions = new Map();
const organizations = new Map();
const live = new Set();

function account(email, password, name = '') {
  const made = {
    id: String(++ids),
    email,
    username: email,
    name,
    password,
    isSuperuser: false,
    hasPasswordAuth: true,
  };
  made.options = { timezone: null, clock24Hours: true, preferredTheme: null };
  made.tokens = [];
  accounts.set(email, made);
  return made;
}

function organization(name, owner) {
  const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const made = {
    id: String(++ids),
    name,
    slug,
    dateCreated: ago(86400 * 200),
    projects: [],
    teams: [],
    openMembership: true,
  };
  made.access =
    'org:read org:write org:admin project:read project:write project:admin team:write team:admin member:read event:read event:write event:admin'.split(
      ' ',
    );
  made.members = [
    {
      id: String(++ids),
      role: 'owner',
      roleName: 'Owner',
      email: owner.email,
      user: owner,
      pending: false,
      isOwner: true,
      dateCreated: ago(86400 * 200),
    },
  ];
  organizations.set(slug, made);
  return made;
}

function team(org, slug) {
  const made = { id: String(++ids), slug, dateCreated: ago(0), isMember: true, memberCount: 1 };
  org.teams.push(made);
  return made;
}

function project(org, teamSlug, { name, platform }) {
  const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const made = {
    id: String(++ids),
    slug,
    name,
    platform: platform ?? null,
    dateCreated: ago(0),
    firstEvent: null,
  };
  Object.assign(made, {
    isMember: true,
    scrubIPAddresses: true,
    eventThrottleRate: 0,
    teams: [{ id: '1', slug: teamSlug }],
  });
  made.keys = [];
  org.projects.push(made);
  key(made, 'Default');
  return made;
}

function key(owner, name) {
  const id = randomUUID();
  const hex = id.replaceAll('-', '');
  const dsn = {
    public: `http://${hex}@localhost:${PORT}/${owner.id}`,
    security: `http://localhost:${PORT}/api/${owner.id}/security/?glitchtip_key=${hex}`,
  };
  const made = {
    id,
    name,
    label: name,
    public: id,
    dateCreated: ago(0),
    projectID: Number(owner.id),
    rateLimit: null,
    dsn,
    isActive: true,
  };
  owner.keys.push(made);
  return made;
}

const nadia = account('nadia@acme.shop', 'correct horse', 'Nadia Berg');
nadia.tokens.push({
  id: 1,
  label: 'sentry-cli in CI',
  scopes: ['project:read', 'project:releases'],
  token: 'x'.repeat(64),
  created: ago(86400 * 20),
});
const acme = organization('Acme Retail', nadia);
for (const slug of ['web', 'payments']) team(acme, slug);
acme.members.push({
  id: '9',
  role: 'member',
  roleName: 'Member',
  email: 'tom@acme.shop',
  user: { name: 'Tom Lind', email: 'tom@acme.shop' },
  pending: false,
  isOwner: false,
  dateCreated: ago(86400 * 90),
});
acme.members.push({
  id: '10',
  role: 'admin',
  roleName: 'Admin',
  email: 'sam@acme.shop',
  user: null,
  pending: true,
  isOwner: false,
  dateCreated: ago(3600),
});
const storefront = project(acme, 'web', { name: 'storefront', platform: 'javascript-react' });
storefront.firstEvent = ago(86400);
Object.assign(key(storefront, 'Android 9.x'), { rateLimit: { window: 60, count: 60 } });
Object.assign(key(storefront, 'Old marketing site'), { isActive: false });
project(acme, 'payments', { name: 'checkout-api', platform: 'python-django' });
organization('Side Project', nadia);

const plain = ({ projects, teams, members, access, openMembership, ...rest }) => rest;
const person = ({ password, tokens, ...rest }) => rest;
const withoutKeys = ({ keys, ...rest }) => rest;
const fail = (status, detail) => ({ status, body: { detail } });
const refuse = (param, code, message) => ({
  status: 400,
  body: { status: 400, errors: [{ param, code, message }] },
});

function logIn(who) {
  const id = randomUUID();
  sessions.set(id, who);
  return { body: { status: 200 }, cookie: `sessionid=${id}; Path=/; HttpOnly; SameSite=Lax` };
}

const routes = [
  [
    'GET',
    '/api/settings/',
    () => ({
      body: {
        enableUserRegistration: !closed,
        enableOrganizationCreation: true,
        version: '0.1.0',
        glitchtipInstanceName: null,
      },
    }),
  ],
  [
    'GET',
    '/_allauth/browser/v1/config',
    () => ({
      body: { status: 200, data: { account: { is_open_for_signup: !closed } } },
      cookie: 'csrftoken=mock; Path=/; SameSite=Lax',
    }),
  ],
  [
    'POST',
    '/_allauth/browser/v1/auth/login',
    ({ body }) => {
      const found = accounts.get(body.email);
      return found?.password === body.password
        ? logIn(found)
        : refuse(
            'password',
            'email_password_mismatch',
            'The email address and/or password you specified are not correct.',
          );
    },
  ],
  [
    'POST',
    '/_allauth/browser/v1/auth/signup',
    ({ body }) => {
      if (accounts.has(body.email))
        return refuse('email', 'email_taken', 'A user is already registered with this email address.');
      if (body.password === 'password1')
        return refuse('password', 'password_too_common', 'This password is too common.');
      return logIn(account(body.email, body.password));
    },
  ],
  [
    'DELETE',
    '/_allauth/browser/v1/auth/session',
    ({ session }) => {
      sessions.delete(session);
      return { status: 401, body: { status: 401 } };
    },
  ],
  [
    'POST',
    '/_allauth/browser/v1/account/password/change',
    ({ me, body }) => {
      if (me.password !== body.current_password)
        return refuse('current_password', 'enter_current_password', 'Please type your current password.');
      me.password = body.new_password;
      return { body: { status: 200 } };
    },
  ],
  ['GET', '/api/0/', ({ me }) => ({ body: { version: '0', user: me ? person(me) : null, auth: null } })],
  ['GET', '/api/0/users/me/', ({ me }) => ({ body: person(me) })],
  [
    'PUT',
    '/api/0/users/me/',
    ({ me, body }) => ({ body: person(Object.assign(me, { name: body.name, options: body.options })) }),
  ],
  ['GET', '/api/0/api-tokens/', ({ me }) => ({ body: me.tokens.map((each) => ({ ...each, token: '' })) })],
  [
    'POST',
    '/api/0/api-tokens/',
    ({ me, body }) => {
      const made = {
        id: ++ids,
        label: body.label,
        scopes: body.scopes,
        created: ago(0),
        token: randomUUID().replaceAll('-', '').repeat(2),
      };
      me.tokens.push(made);
      return { status: 201, body: made };
    },
  ],
  [
    'DELETE',
    '/api/0/api-tokens/:id/',
    ({ me, id }) => {
      me.tokens = me.tokens.filter((each) => String(each.id) !== id);
      return { status: 204 };
    },
  ],
  ['GET', '/api/0/organizations/', ({ mine }) => ({ body: mine.map(plain) })],
  [
    'POST',
    '/api/0/organizations/',
    ({ me, body }) => ({ status: 201, body: plain(organization(body.name, me)) }),
  ],
  [
    'GET',
    '/api/0/organizations/:org/',
    ({ org }) => ({ body: { ...org, members: undefined, projects: org.projects.map(withoutKeys) } }),
  ],
  [
    'PUT',
    '/api/0/organizations/:org/',
    ({ org, body }) => ({ body: plain(Object.assign(org, { name: body.name })) }),
  ],
  [
    'DELETE',
    '/api/0/organizations/:org/',
    ({ org }) => {
      organizations.delete(org.slug);
      return { status: 204 };
    },
  ],
  ['GET', '/api/0/organizations/:org/members/', ({ org }) => ({ body: org.members })],
  ['GET', '/api/0/organizations/:org/teams/', ({ org }) => ({ body: org.teams })],
  [
    'POST',
    '/api/0/organizations/:org/teams/',
    ({ org, body }) => ({ status: 201, body: team(org, body.slug) }),
  ],
  ['GET', '/api/0/organizations/:org/projects/', ({ org }) => ({ body: org.projects.map(withoutKeys) })],
  [
    'POST',
    '/api/0/teams/:org/:team/projects/',
    ({ org, team: slug, body }) => ({ status: 201, body: withoutKeys(project(org, slug, body)) }),
  ],
  ['GET', '/api/0/projects/:org/:project/', ({ project: found }) => ({ body: withoutKeys(found) })],
  [
    'PUT',
    '/api/0/projects/:org/:project/',
    ({ project: found, body }) => ({ body: withoutKeys(Object.assign(found, body)) }),
  ],
  [
    'DELETE',
    '/api/0/projects/:org/:project/',
    ({ org, project: found }) => {
      org.projects.splice(org.projects.indexOf(found), 1);
      return { status: 204 };
    },
  ],
  ['GET', '/api/0/projects/:org/:project/keys/', ({ project: found }) => ({ body: found.keys })],
  [
    'POST',
    '/api/0/projects/:org/:project/keys/',
    ({ project: found, body }) => ({
      status: 201,
      body: Object.assign(key(found, body.name), { rateLimit: body.rateLimit ?? null }),
    }),
  ],
  [
    'PUT',
    '/api/0/projects/:org/:project/keys/:id/',
    ({ project: found, id, body }) => ({
      body: Object.assign(
        found.keys.find((each) => each.id === id),
        body,
        { label: body.name },
      ),
    }),
  ],
  [
    'DELETE',
    '/api/0/projects/:org/:project/keys/:id/',
    ({ project: found, id }) => {
      found.keys = found.keys.filter((each) => each.id !== id);
      return { status: 204 };
    },
  ],
  ...intakeRoutes,
  ...issueRoutes,
].map(([method, path, run]) => [method, new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`), run]);

/** curl -X POST localhost:4219/dev/event?project=storefront[&outcome=rate_limited]: what an SDK's request would cause. */
function pretend(url) {
  const [slug, outcome] = [url.searchParams.get('project'), url.searchParams.get('outcome') ?? 'accepted'];
  const found = [...organizations.values()]
    .flatMap(({ projects }) => projects)
    .find((each) => each.slug === slug);
  const send = (name, data) =>
    live.forEach((response) => response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`));
  send('request', {
    projectId: found?.id,
    outcome,
    category: url.searchParams.get('category') ?? 'error',
    reason: url.searchParams.get('reason') ?? '',
    quantity: 1,
  });
  if (outcome === 'accepted' && !url.searchParams.get('category')) {
    const { id: issueId, shortId, title, level } = arrive(url.searchParams.get('title') ?? 'Hello, Fettle');
    send('issue', { projectId: found?.id, issueId, kind: 'new', title, level, shortId });
  }
  return { status: 202, body: {} };
}

function answer(request, url, body) {
  const session = /sessionid=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
  const me = sessions.get(session);
  if (url.pathname === '/dev/event') return pretend(url);
  for (const [method, pattern, run] of routes) {
    const match = method === request.method && pattern.exec(url.pathname);
    if (!match) continue;
    if (!me && url.pathname.startsWith('/api/0/') && url.pathname !== '/api/0/')
      return fail(401, 'Unauthorized');
    if (method !== 'GET' && request.headers['x-csrftoken'] !== 'mock') return fail(403, 'CSRF check Failed');
    const mine = [...organizations.values()].filter(({ members }) => members.some(({ user }) => user === me));
    const org = match.groups?.org && mine.find(({ slug }) => slug === match.groups.org);
    const found = match.groups?.project && org?.projects.find(({ slug }) => slug === match.groups.project);
    if ((match.groups?.org && !org) || (match.groups?.project && !found)) return fail(404, 'Not Found');
    return run({ ...match.groups, org, project: found, body, me, mine, session, url });
  }
  return fail(404, 'Not Found');
}

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain',
};

function serveFile(url, response) {
  const path = normalize(join(dist, decodeURIComponent(url.pathname)));
  const file =
    path.startsWith(dist) && existsSync(path) && statSync(path).isFile() ? path : join(dist, 'index.html');
  response.writeHead(200, {
    'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    'Content-Security-Policy':
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
  });
  createReadStream(file)
    .on('error', () => response.end('Run npm run build first.'))
    .pipe(response);
}

createServer(async (request, response) => {
  const url = new URL(request.url, `http://localhost:${PORT}`);
  if (/^\/api\/0\/organizations\/[^/]+\/live\/$/.test(url.pathname)) {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
    response.write(': listening\n\n');
    live.add(response);
    request.on('close', () => live.delete(response));
    return;
  }
  if (!/^\/(api|_allauth|dev)\//.test(url.pathname)) return serveFile(url, response);
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  await new Promise((done) => setTimeout(done, Number(process.env.DELAY ?? 60)));
  const { status = 200, body, cookie, headers } = answer(request, url, text ? JSON.parse(text) : {});
  response.writeHead(status, {
    'Content-Type': 'application/json',
    ...headers,
    ...(cookie ? { 'Set-Cookie': cookie } : {}),
  });
  response.end(status === 204 ? undefined : JSON.stringify(body));
}).listen(PORT, () => process.stdout.write(`mock server on http://localhost:${PORT}\n`));
