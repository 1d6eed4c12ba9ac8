import { DSN, Guide, file, npm, shell } from './guide';

const init = (name: string, extra = '') => `
import * as Sentry from "${name}";

Sentry.init({
  dsn: "${DSN}",${extra}
});`;

const browserFail = file('browser console', `setTimeout(() => { throw new Error("Hello, Fettle"); });`);

const browser = (name: string, path: string): Guide => ({
  install: npm(name),
  start: file(path, init(name)),
  fail: browserFail,
});

/** Loaded before the app, so that the SDK can wrap what the app imports. */
const node = (name: string, run: string, fail: Guide['fail']): Guide => ({
  install: npm(name),
  start: file(`instrument.mjs, then: ${run}`, init(name)),
  fail,
});

export const javascriptGuides: Readonly<Record<string, Guide>> = {
  javascript: browser('@sentry/browser', 'src/main.js, first lines'),
  'javascript-react': {
    install: npm('@sentry/react'),
    start: file('src/main.tsx, first lines', init('@sentry/react', '\n  environment: import.meta.env.MODE,')),
    fail: file(
      'any component',
      `<button onClick={() => { throw new Error("Hello, Fettle"); }}>Break</button>`,
    ),
  },
  'javascript-vue': {
    install: npm('@sentry/vue'),
    start: file(
      'src/main.js',
      `
import { createApp } from "vue";
import * as Sentry from "@sentry/vue";
import App from "./App.vue";

const app = createApp(App);

Sentry.init({
  app,
  dsn: "${DSN}",
});

app.mount("#app");`,
    ),
    fail: file('methods of any component', `breakIt() { throw new Error("Hello, Fettle"); }`),
  },
  'javascript-angular': {
    install: npm('@sentry/angular'),
    start: file(
      'src/main.ts and src/app/app.config.ts',
      `
// src/main.ts, first lines
import * as Sentry from "@sentry/angular";

Sentry.init({
  dsn: "${DSN}",
});

// src/app/app.config.ts
import { ErrorHandler } from "@angular/core";

providers: [{ provide: ErrorHandler, useValue: Sentry.createErrorHandler() }]`,
    ),
    fail: file('any template and its class', `breakIt() { throw new Error("Hello, Fettle"); }`),
  },
  'javascript-svelte': browser('@sentry/svelte', 'src/main.js, first lines'),
  'javascript-nextjs': {
    install: npm('@sentry/nextjs'),
    start: file(
      'instrumentation-client.ts and instrumentation.ts',
      `
// instrumentation-client.ts: the browser
import * as Sentry from "@sentry/nextjs";

Sentry.init({ dsn: "${DSN}" });

// instrumentation.ts: the server
import * as Sentry from "@sentry/nextjs";

export function register() {
  Sentry.init({ dsn: "${DSN}" });
}

export const onRequestError = Sentry.captureRequestError;`,
    ),
    fail: file(
      'any client component',
      `<button onClick={() => { throw new Error("Hello, Fettle"); }}>Break</button>`,
    ),
  },
  node: node(
    '@sentry/node',
    'node --import ./instrument.mjs app.js',
    file('app.js', `setTimeout(() => { throw new Error("Hello, Fettle"); });`),
  ),
  'node-express': {
    install: npm('@sentry/node'),
    start: file(
      'instrument.mjs and app.mjs, then: node --import ./instrument.mjs app.mjs',
      `
// instrument.mjs
import * as Sentry from "@sentry/node";

Sentry.init({ dsn: "${DSN}" });

// app.mjs
import express from "express";
import * as Sentry from "@sentry/node";

const app = express();

// after all routes, before other error handlers
Sentry.setupExpressErrorHandler(app);`,
    ),
    fail: file('app.mjs', `app.get("/break", () => { throw new Error("Hello, Fettle"); });`),
  },
  'node-nestjs': {
    install: npm('@sentry/nestjs'),
    start: file(
      'src/instrument.ts, src/main.ts and src/app.module.ts',
      `
// src/instrument.ts
import * as Sentry from "@sentry/nestjs";

Sentry.init({ dsn: "${DSN}" });

// src/main.ts, first line
import "./instrument";

// src/app.module.ts
import { SentryModule, SentryGlobalFilter } from "@sentry/nestjs/setup";
import { APP_FILTER } from "@nestjs/core";

@Module({
  imports: [SentryModule.forRoot()],
  providers: [{ provide: APP_FILTER, useClass: SentryGlobalFilter }],
})
export class AppModule {}`,
    ),
    fail: file('any controller', `@Get("break")\nbreakIt() { throw new Error("Hello, Fettle"); }`),
  },
  bun: {
    install: [shell('bun', 'bun add @sentry/bun')],
    start: file('instrument.ts, then: bun --preload ./instrument.ts app.ts', init('@sentry/bun')),
    fail: file('app.ts', `setTimeout(() => { throw new Error("Hello, Fettle"); });`),
  },
  deno: {
    install: [shell('deno', 'deno add npm:@sentry/deno')],
    start: file('main.ts, first lines', init('@sentry/deno')),
    fail: file('main.ts', `setTimeout(() => { throw new Error("Hello, Fettle"); });`),
  },
  'react-native': {
    install: npm('@sentry/react-native'),
    start: file(
      'App.tsx',
      `
import * as Sentry from "@sentry/react-native";

Sentry.init({
  dsn: "${DSN}",
});

export default Sentry.wrap(App);`,
    ),
    fail: file(
      'any component',
      `<Button title="Break" onPress={() => { throw new Error("Hello, Fettle"); }} />`,
    ),
  },
  electron: {
    install: npm('@sentry/electron'),
    start: file(
      'main process and renderer',
      `
// main process, first lines
import * as Sentry from "@sentry/electron/main";

Sentry.init({ dsn: "${DSN}" });

// every renderer
import * as Sentry from "@sentry/electron/renderer";

Sentry.init();`,
    ),
    fail: file('main process', `setTimeout(() => { throw new Error("Hello, Fettle"); });`),
  },
};
