// A program that uses the legacy client raven 2: node-raven.mjs DSN
import { subscribe } from 'node:diagnostics_channel';
import { promisify } from 'node:util';
import Raven from 'raven';
import { chargeCard } from './shop.mjs';

const [, , dsn] = process.argv;
const statuses = [];
subscribe('http.client.response.finish', ({ response }) => statuses.push(response.statusCode));

const failures = [];
const client = new Raven.Client(dsn, {
  release: 'shop@0.9',
  environment: 'production',
  tags: { 'shop.country': 'at' },
  autoBreadcrumbs: true,
});
client.on('error', (error) => failures.push(String(error)));
client.mergeContext({ user: { id: '12', email: 'carol@example.com' } });
client.captureBreadcrumb({ category: 'cart', message: 'added a helmet' });

function failing() {
  try {
    chargeCard(21);
  } catch (error) {
    return error;
  }
}
const captureException = promisify(client.captureException.bind(client));
const captureMessage = promisify(client.captureMessage.bind(client));
const error = await captureException(failing(), { level: 'fatal', extra: { order: 21 } });
const again = await captureException(failing(), { level: 'fatal', extra: { order: 21 } });
const message = await captureMessage('raven says hello', { level: 'info' });
console.log(`result: ${JSON.stringify({ error, again, message, failures, statuses })}`);
process.exit(0);
