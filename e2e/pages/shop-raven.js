// A shop's page with the legacy raven-js; `window.run` tells the test what happened.
Raven.config(new URLSearchParams(location.search).get('dsn'), {
  release: 'web@1.0',
  environment: 'attic',
}).install();
Raven.setUserContext({ id: '98', email: 'emil@example.com' });

window.run = function () {
  return new Promise(function (resolve) {
    var results = [];
    ['ravenSuccess', 'ravenFailure'].forEach(function (name) {
      document.addEventListener(name, function () {
        results.push(name);
        if (results.length === 2) resolve({ results: results, last: Raven.lastEventId() });
      });
    });
    Raven.captureException(new RangeError('coupon 13 has expired'), { level: 'warning' });
    Raven.captureMessage('raven-js says hello');
  });
};
