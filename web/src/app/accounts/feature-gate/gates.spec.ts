import { Component } from '@angular/core';
import { PageHarness } from '../../../testing/page-harness';
import { nadia } from '../../../testing/samples';
import { gateRoutes, invitationRoutes, passwordRoutes } from '../gate-routes';

@Component({ selector: 'test-home', template: 'home' })
class Home {}

const routes = [...gateRoutes, { path: '**', component: Home }];
const open = {
  enableUserRegistration: true,
  enableOrganizationCreation: true,
  version: '1.0.0',
  enabledFeatures: [],
};

describe('the log-in page', () => {
  async function setup(url = '/login', settings: object = open) {
    const page = await PageHarness.open(routes, url);
    await page.answer('GET', '/api/settings/', settings);
    return page;
  }

  it('logs in and leads to the page that was asked for', async () => {
    const page = await setup('/login?next=/acme/issues');
    await page.type('E-mail', 'nadia@acme.shop');
    await page.type('Password', 'correct horse');

    await page.press('Log in');
    const sent = await page.answer('POST', '/_allauth/browser/v1/auth/login', { status: 200 });
    await page.answer('GET', '/api/0/', { user: nadia });

    expect(sent).toEqual({ email: 'nadia@acme.shop', password: 'correct horse' });
    expect(page.url).toBe('/acme/issues');
  });

  it('asks for what is missing before it asks the server', async () => {
    const page = await setup();
    await page.type('E-mail', 'nadia');

    await page.press('Log in');

    expect(page.alert()).toContain('name@example.org');
    expect(document.activeElement).toBe(page.field('E-mail').input);
    expect(page.asked('POST', '/_allauth/browser/v1/auth/login')).toBe(false);
  });

  it('does not tell which of the two was wrong, and takes the error back while correcting', async () => {
    const page = await setup();
    await page.type('E-mail', 'nadia@acme.shop');
    await page.type('Password', 'wrong horse');

    await page.press('Log in');
    await page.answer(
      'POST',
      '/_allauth/browser/v1/auth/login',
      { errors: [{ code: 'email_password_mismatch', param: 'password', message: 'No.' }] },
      400,
    );
    expect(page.alert()).toBe('E-mail and password do not match.');

    await page.type('Password', 'correct horse');
    expect(page.alert()).toBe('');
  });

  it('says who to ask where registration is closed', async () => {
    const page = await setup('/login', { ...open, enableUserRegistration: false });

    expect(page.text()).toContain('Registration is closed. Ask an administrator');
    expect(page.text()).not.toContain('Create an account');
  });

  it('says so when the server does not answer', async () => {
    const page = await PageHarness.open(routes, '/login');
    await page.answer('GET', '/api/settings/', {}, 503);

    expect(page.text()).toContain('The server did not answer.');
    await page.press('Retry');
    await page.answer('GET', '/api/settings/', open);
    expect(page.text()).toContain('Fettle 1.0.0');
  });
});

describe('the registration page', () => {
  it('registers and leads home', async () => {
    const page = await PageHarness.open(routes, '/register');
    await page.answer('GET', '/api/settings/', open);
    await page.type('E-mail', 'tom@acme.shop');
    await page.type('Password', 'correct horse');

    await page.press('Create account');
    await page.answer('POST', '/_allauth/browser/v1/auth/signup', { status: 200 });
    await page.answer('GET', '/api/0/', { user: nadia });

    expect(page.url).toBe('/');
  });

  it('refuses a weak password before sending it', async () => {
    const page = await PageHarness.open(routes, '/register');
    await page.answer('GET', '/api/settings/', open);
    await page.type('E-mail', 'tom@acme.shop');
    await page.type('Password', '12345678');

    await page.press('Create account');

    expect(page.alert()).toContain('not only digits');
    expect(page.asked('POST', '/_allauth/browser/v1/auth/signup')).toBe(false);
  });

  it('says that an address is taken at the address', async () => {
    const page = await PageHarness.open(routes, '/register');
    await page.answer('GET', '/api/settings/', open);
    await page.type('E-mail', 'nadia@acme.shop');
    await page.type('Password', 'correct horse');

    await page.press('Create account');
    await page.answer(
      'POST',
      '/_allauth/browser/v1/auth/signup',
      { errors: [{ code: 'email_taken', param: 'email', message: 'Taken' }] },
      400,
    );

    expect(page.field('E-mail').description()).toContain('has an account already');
    expect(document.activeElement).toBe(page.field('E-mail').input);
  });

  it('shows no form where registration is closed', async () => {
    const page = await PageHarness.open(routes, '/register');
    await page.answer('GET', '/api/settings/', { ...open, enableUserRegistration: false });

    expect(page.heading()).toBe('Registration is closed');
    expect(page.root.querySelector('form')).toBeNull();
  });

  it('explains the link of a new server where it is missing', async () => {
    const page = await PageHarness.open(routes, '/register');
    await page.answer('GET', '/api/settings/', { ...open, setupLinkRequired: true });

    expect(page.heading()).toBe('This server is new');
    expect(page.root.querySelector('form')).toBeNull();
  });

  it('passes the link of a new server on', async () => {
    const page = await PageHarness.open(routes, '/register?setup=s3cret');
    await page.answer('GET', '/api/settings/', { ...open, setupLinkRequired: true });
    await page.type('E-mail', 'tom@acme.shop');
    await page.type('Password', 'correct horse');
    await page.press('Create account');
    const sent = await page.answer('POST', '/_allauth/browser/v1/auth/signup', { status: 200 });
    await page.answer('GET', '/api/0/', { user: nadia });
    expect(sent).toEqual({ email: 'tom@acme.shop', password: 'correct horse', setup: 's3cret' });
  });
});

describe('the page of an invitation', () => {
  const invited = { orgUser: { roleName: 'Member', organization: { name: 'Acme', slug: 'acme' } } };
  const paths = [{ path: 'accept', children: invitationRoutes }, ...routes];

  it('joins and leads to the organization', async () => {
    const page = await PageHarness.open(paths, '/accept/7/abc');
    await page.answer('GET', '/api/0/', { user: nadia });
    await page.answer('GET', '/api/0/accept/7/abc/', invited);
    expect(page.heading()).toBe('Join Acme');

    await page.press('Join');
    const sent = await page.answer('POST', '/api/0/accept/7/abc/', { acceptInvite: true, ...invited });
    expect(sent).toEqual({ acceptInvite: true });
    expect(page.url).toBe('/acme');
  });

  it('sends a visitor to get an account and back', async () => {
    const page = await PageHarness.open(paths, '/accept/7/abc');
    await page.answer('GET', '/api/0/', { user: null });
    await page.answer('GET', '/api/0/accept/7/abc/', invited);
    expect(page.root.querySelector('a[href^="/register?next="]')).not.toBeNull();
  });

  it('says when the link is over', async () => {
    const page = await PageHarness.open(paths, '/accept/7/old');
    await page.answer('GET', '/api/0/', { user: null });
    await page.answer('GET', '/api/0/accept/7/old/', { detail: 'Invalid invite token' }, 403);
    expect(page.text()).toContain('not valid any more');
  });
});

describe('a forgotten password', () => {
  const passwords = [{ path: 'reset-password', children: passwordRoutes }, ...routes];
  const request = '/_allauth/browser/v1/auth/password/request';
  const reset = '/_allauth/browser/v1/auth/password/reset';

  async function setNew(status: number, answer: object) {
    const page = await PageHarness.open(passwords, '/reset-password/set-new-password/a-b_c');
    await page.type('New password', 'a new day has come');
    await page.press('Set password');
    const sent = await page.answer('POST', reset, answer, status);
    return { page, sent };
  }

  it('is offered where there is mail', async () => {
    const page = await PageHarness.open(routes, '/login');
    await page.answer('GET', '/api/settings/', { ...open, enabledFeatures: ['email'] });
    expect(page.text()).toContain('Forgot your password?');
  });

  it('is not offered where there is none', async () => {
    const page = await PageHarness.open(routes, '/login');
    await page.answer('GET', '/api/settings/', open);
    expect(page.text()).not.toContain('Forgot');
  });

  it('sends a link and does not say whether anybody has the address', async () => {
    const page = await PageHarness.open(passwords, '/reset-password');
    await page.type('E-mail', 'nadia@acme.shop');
    await page.press('Send the link');
    const sent = await page.answer('POST', request, { status: 200 });

    expect(sent).toEqual({ email: 'nadia@acme.shop' });
    expect(page.text()).toContain('A mail is on its way to nadia@acme.shop');
  });

  it('says at the address why no link is sent', async () => {
    const page = await PageHarness.open(passwords, '/reset-password');
    await page.type('E-mail', 'nadia@acme.shop');
    await page.press('Send the link');
    await page.answer('POST', request, { status: 429 }, 429);

    expect(page.field('E-mail').description()).toContain('Wait an hour');
  });

  it('is set anew by the link', async () => {
    const { page, sent } = await setNew(401, { status: 401, data: { flows: [] } });

    expect(sent).toEqual({ key: 'a-b_c', password: 'a new day has come' });
    expect(page.text()).toContain('Your password is set');
  });

  it('needs a new link when that one was used', async () => {
    const errors = [{ code: 'invalid_password_reset', param: 'key', message: 'No.' }];
    const { page } = await setNew(400, { status: 400, errors });

    expect(page.text()).toContain('This link is not valid any more');
  });

  it('is refused at the field when it is too common', async () => {
    const errors = [{ code: 'password_too_common', param: 'password', message: 'Too common.' }];
    const { page } = await setNew(400, { status: 400, errors });

    expect(page.field('New password').description()).toContain('Too common.');
  });
});
