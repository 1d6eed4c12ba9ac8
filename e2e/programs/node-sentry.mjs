// A program that uses @sentry/node as its readme says: node-sentry.mjs PACKAGE DSN SCENARIO [TUNNEL]
import { subscribe } from 'node:diagnostics_channel';
import { chargeCard } from './shop.mjs';

const [, , packageName, dsn, scenario, tunnel] = process.argv;

/** What the server answered to each request of this process, seen beside the SDK. */
const statuses = [];
subscribe('http.client.response.finish', ({ response }) => statuses.push(response.statusCode));

const module = await import(packageName);
const Sentry = module.init ? module : module.default;

Sentry.init({
  dsn,
  tunnel,
  release: 'shop@2.4.1',
  environment: 'staging',
  tracesSampleRate: 1,
  enableLogs: true,
  autoSessionTracking: true,
  _experiments: { enableLogs: true },
});
const client = Sentry.getClient();
const sent = [];
client.on('afterSendEvent', (event, response) =>
  sent.push({
    id: event.event_id,
    type: event.type ?? 'error',
    status: response?.statusCode ?? null,
    at: Date.now(),
  }),
);

const scenarios = {
  /** One failure with everything a developer attaches to it. */
  error() {
    Sentry.setUser({ id: '4711', username: 'alice', email: 'alice@example.com' });
    Sentry.setTag('shop.country', 'de');
    Sentry.setContext('order', { number: 17, currency: 'EUR' });
    Sentry.addBreadcrumb({
      category: 'cart',
      message: 'added a bicycle',
      level: 'info',
      data: { price: 799 },
    });
    try {
      chargeCard(17);
    } catch (error) {
      return { error: Sentry.captureException(error) };
    }
  },

  message() {
    return { message: Sentry.captureMessage('disk almost full on volume 3', 'warning') };
  },

  /** An error that nobody catches ends the process: the SDK must still get it out. */
  uncaught() {
    setImmediate(() => chargeCard(18));
    return new Promise(() => undefined);
  },

  /** Every other kind of item, with one error between them. */
  async everything() {
    Sentry.startSession?.();
    const attachment = { filename: 'cart.txt', data: 'bicycle\nbell\n', contentType: 'text/plain' };
    await Sentry.startSpan({ name: 'GET /cart', op: 'http.server' }, () =>
      Sentry.startSpan({ name: 'SELECT cart', op: 'db' }, () => undefined),
    );
    const checkInId = Sentry.captureCheckIn({ monitorSlug: 'nightly', status: 'in_progress' });
    Sentry.captureCheckIn({ checkInId, monitorSlug: 'nightly', status: 'ok', duration: 2 });
    Sentry.logger?.info('cart loaded', { items: 2 });
    Sentry.metrics?.count?.('carts', 1);
    Sentry.captureFeedback?.({ message: 'the bell is too quiet', email: 'bob@example.com', name: 'Bob' });
    Sentry.captureUserFeedback?.({
      event_id: 'ab'.repeat(16),
      comments: 'too quiet',
      email: 'bob@example.com',
      name: 'Bob',
    });
    const error = Sentry.captureException(new RangeError('between all the others'), {
      attachments: [attachment],
    });
    Sentry.withScope((scope) => {
      scope.addAttachment(attachment);
      Sentry.captureMessage('with an attachment');
    });
    client.recordDroppedEvent('before_send', 'error');
    Sentry.endSession?.();
    return { error };
  },

  /** More errors than the key allows: each is flushed before the next. */
  async limited() {
    for (let index = 0; index < 6; index++) {
      Sentry.captureException(new Error(`over the limit ${index}`));
      await Sentry.flush(10_000);
    }
    return {};
  },
};

const result = await scenarios[scenario]();
const flushed = await Sentry.close(15_000);
console.log(`result: ${JSON.stringify({ ...result, flushed, sent, statuses })}`);
