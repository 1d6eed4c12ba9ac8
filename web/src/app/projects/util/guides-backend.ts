import { DSN, Guide, Snippet, file, shell } from './guide';

const pip = (name: string): readonly Snippet[] => [
  shell('pip', `pip install --upgrade ${name}`),
  shell('uv', `uv add ${name}`),
];

const pythonInit = `
import sentry_sdk

sentry_sdk.init(
    dsn="${DSN}",
)`;

const python = (where: string, name: string, fail: Guide['fail']): Guide => ({
  install: pip(name),
  start: file(where, pythonInit),
  fail,
});

const divide = 'division_by_zero = 1 / 0';

const gradle = (...dependencies: string[]): Snippet =>
  file('Gradle', dependencies.map((each) => `implementation("${each}")`).join('\n'));

const maven = (artifact: string): Snippet =>
  file(
    'Maven',
    `
<dependency>
  <groupId>io.sentry</groupId>
  <artifactId>${artifact}</artifactId>
  <version>${JAVA}</version>
</dependency>`,
  );

/** The version of the Java SDK that the server's tests replay. */
const JAVA = '8.62.0';

export const backendGuides: Readonly<Record<string, Guide>> = {
  python: python('first lines of the program', 'sentry-sdk', file('anywhere after', divide)),
  'python-django': python(
    'settings.py',
    'sentry-sdk[django]',
    file('urls.py', `path("break/", lambda request: 1 / 0),`),
  ),
  'python-flask': python(
    'before app = Flask(…)',
    'sentry-sdk[flask]',
    file('app.py', `@app.route("/break")\ndef break_it():\n    return 1 / 0`),
  ),
  'python-fastapi': python(
    'before app = FastAPI()',
    'sentry-sdk[fastapi]',
    file('main.py', `@app.get("/break")\nasync def break_it():\n    return 1 / 0`),
  ),
  'python-celery': python(
    'where the Celery app is made',
    'sentry-sdk[celery]',
    file('tasks.py', `@app.task\ndef break_it():\n    return 1 / 0\n\nbreak_it.delay()`),
  ),
  java: {
    install: [gradle(`io.sentry:sentry:${JAVA}`), maven('sentry')],
    start: file(
      'Main.java',
      `
import io.sentry.Sentry;

Sentry.init(options -> {
  options.setDsn("${DSN}");
});`,
    ),
    fail: file('Main.java', `throw new IllegalStateException("Hello, Fettle");`),
  },
  'java-spring-boot': {
    install: [
      gradle(`io.sentry:sentry-spring-boot-starter-jakarta:${JAVA}`),
      maven('sentry-spring-boot-starter-jakarta'),
    ],
    start: file('application.properties', `sentry.dsn=${DSN}`),
    fail: file(
      'any controller',
      `
@GetMapping("/break")
String breakIt() {
  throw new IllegalStateException("Hello, Fettle");
}`,
    ),
  },
  'java-logback': {
    install: [gradle(`io.sentry:sentry-logback:${JAVA}`), maven('sentry-logback')],
    start: file(
      'logback.xml',
      `
<configuration>
  <appender name="SENTRY" class="io.sentry.logback.SentryAppender">
    <options>
      <dsn>${DSN}</dsn>
    </options>
  </appender>
  <root level="info">
    <appender-ref ref="SENTRY" />
  </root>
</configuration>`,
    ),
    fail: file(
      'any class with a logger',
      `logger.error("Hello, Fettle", new IllegalStateException("on purpose"));`,
    ),
  },
  kotlin: {
    install: [gradle(`io.sentry:sentry:${JAVA}`), maven('sentry')],
    start: file(
      'Main.kt',
      `
import io.sentry.Sentry

Sentry.init { options ->
  options.dsn = "${DSN}"
}`,
    ),
    fail: file('Main.kt', `throw IllegalStateException("Hello, Fettle")`),
  },
  go: {
    install: [shell('go', 'go get github.com/getsentry/sentry-go')],
    start: file(
      'main.go',
      `
import (
	"log"
	"time"

	"github.com/getsentry/sentry-go"
)

func main() {
	err := sentry.Init(sentry.ClientOptions{
		Dsn: "${DSN}",
	})
	if err != nil {
		log.Fatalf("sentry.Init: %s", err)
	}
	defer sentry.Flush(2 * time.Second)
}`,
    ),
    fail: file('main.go', `sentry.CaptureException(errors.New("Hello, Fettle"))`),
  },
  'go-gin': {
    install: [shell('go', 'go get github.com/getsentry/sentry-go github.com/getsentry/sentry-go/gin')],
    start: file(
      'main.go',
      `
import (
	"github.com/getsentry/sentry-go"
	sentrygin "github.com/getsentry/sentry-go/gin"
	"github.com/gin-gonic/gin"
)

if err := sentry.Init(sentry.ClientOptions{Dsn: "${DSN}"}); err != nil {
	panic(err)
}
app := gin.Default()
app.Use(sentrygin.New(sentrygin.Options{Repanic: true}))`,
    ),
    fail: file('main.go', `app.GET("/break", func(ctx *gin.Context) { panic("Hello, Fettle") })`),
  },
  php: {
    install: [shell('composer', 'composer require sentry/sentry')],
    start: file('first lines of the program', `\\Sentry\\init([\n    'dsn' => '${DSN}',\n]);`),
    fail: file('anywhere after', `throw new \\Exception('Hello, Fettle');`),
  },
  'php-laravel': {
    install: [
      shell('composer', `composer require sentry/sentry-laravel\nphp artisan sentry:publish --dsn=${DSN}`),
    ],
    start: file(
      'bootstrap/app.php',
      `
use Sentry\\Laravel\\Integration;

->withExceptions(function (Exceptions $exceptions) {
    Integration::handles($exceptions);
})`,
    ),
    fail: shell('terminal', 'php artisan sentry:test'),
  },
  'php-symfony': {
    install: [shell('composer', 'composer require sentry/sentry-symfony')],
    start: file(
      '.env and config/packages/sentry.yaml',
      `# .env\nSENTRY_DSN="${DSN}"\n\n# config/packages/sentry.yaml\nsentry:\n    dsn: '%env(SENTRY_DSN)%'`,
    ),
    fail: shell('terminal', 'php bin/console sentry:test'),
  },
  ruby: {
    install: [shell('bundler', 'bundle add sentry-ruby')],
    start: file(
      'first lines of the program',
      `
require "sentry-ruby"

Sentry.init do |config|
  config.dsn = "${DSN}"
end`,
    ),
    fail: file(
      'anywhere after',
      `begin\n  1 / 0\nrescue ZeroDivisionError => exception\n  Sentry.capture_exception(exception)\nend`,
    ),
  },
  'ruby-rails': {
    install: [shell('bundler', 'bundle add sentry-ruby sentry-rails')],
    start: file(
      'config/initializers/sentry.rb',
      `
Sentry.init do |config|
  config.dsn = "${DSN}"
  config.breadcrumbs_logger = [:active_support_logger, :http_logger]
end`,
    ),
    fail: file('config/routes.rb', `get "/break", to: ->(_) { raise "Hello, Fettle" }`),
  },
  elixir: {
    install: [
      file('mix.exs', `defp deps do\n  [\n    {:sentry, "~> 13.0"},\n    {:finch, "~> 0.17"}\n  ]\nend`),
    ],
    start: file(
      'config/config.exs',
      `
config :sentry,
  dsn: "${DSN}",
  environment_name: config_env(),
  enable_source_code_context: true,
  root_source_code_paths: [File.cwd!()]`,
    ),
    fail: shell('terminal', 'mix sentry.send_test_event'),
  },
};
