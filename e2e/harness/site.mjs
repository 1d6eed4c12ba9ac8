import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const PAGES = new URL('../pages/', import.meta.url);

async function bundle(page, client) {
  const result = await build({
    entryPoints: [fileURLToPath(new URL(page, PAGES))],
    bundle: true,
    write: false,
    format: 'iife',
    alias: { 'sentry-browser': client },
    logLevel: 'silent',
  });
  return result.outputFiles[0].text;
}

/**
 * A web shop on an origin of its own: `/?client=…&dsn=…` serves a page with that SDK bundled into it, and
 * `/tunnel` passes envelopes on to `tunnelTo` as an application's back end would.
 */
export async function startSite({ tunnelTo } = {}) {
  const ravenScript = readFileSync(createRequire(import.meta.url).resolve('raven-js/dist/raven.js'), 'utf8');
  const scripts = {
    'sentry-browser-11': await bundle('shop.mjs', 'sentry-browser-11'),
    'sentry-browser-7': await bundle('shop.mjs', 'sentry-browser-7'),
    'raven-js': ravenScript + readFileSync(new URL('shop-raven.js', PAGES), 'utf8'),
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    if (url.pathname === '/shop.js') {
      response.setHeader('content-type', 'text/javascript').end(scripts[url.searchParams.get('client')]);
    } else if (url.pathname === '/tunnel') {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      const answer = await fetch(tunnelTo, { method: 'POST', body: Buffer.concat(chunks) });
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
    } else if (url.pathname === '/') {
      const script = `/shop.js?client=${url.searchParams.get('client')}`;
      response
        .setHeader('content-type', 'text/html')
        .end(
          `<!doctype html><meta charset="utf-8"><title>Shop</title><button id="pay">Pay</button><script src="${script}"></script>`,
        );
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    page: (client, dsn, more = {}) =>
      `http://127.0.0.1:${server.address().port}/?${new URLSearchParams({ client, dsn, ...more })}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
