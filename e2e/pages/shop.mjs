// A shop's page with @sentry/browser, as its readme says; `window.result` tells the test what happened.
import * as Sentry from 'sentry-browser';

const parameters = new URLSearchParams(location.search);
const statuses = [];
Sentry.init({
  dsn: parameters.get('dsn'),
  tunnel: parameters.get('tunnel') ?? undefined,
  release: 'web@5.0',
  environment: 'staging',
});
Sentry.getClient().on('afterSendEvent', (event, response) => statuses.push(response?.statusCode ?? null));
Sentry.setUser({ id: '99', email: 'dora@example.com' });
Sentry.setTag('shop.page', 'checkout');
Sentry.addBreadcrumb({ category: 'ui.click', message: 'pay' });

function totalOf(cart) {
  return cart.items.length;
}

document.querySelector('#pay').addEventListener('click', () => totalOf({}));

window.run = async () => {
  document.querySelector('#pay').click(); // an uncaught TypeError
  const handled = Sentry.captureException(new RangeError('coupon 12 has expired'));
  const message = Sentry.captureMessage('basket is empty', 'info');
  const flushed = await Sentry.flush(15_000);
  return { handled, message, statuses, flushed, last: Sentry.lastEventId() };
};
