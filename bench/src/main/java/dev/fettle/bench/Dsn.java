package dev.fettle.bench;

import java.net.URI;

/** Where a project's events go: {@code http://<key>@host:port[/path]/<project id>}. */
record Dsn(String scheme, String host, int port, String path, String key, String projectId) {

  static Dsn parse(String text) {
    var uri = URI.create(text);
    int slash = uri.getPath() == null ? -1 : uri.getPath().lastIndexOf('/');
    if (!"http".equals(uri.getScheme()) || uri.getUserInfo() == null || slash < 0) {
      throw new UsageException(
          "The DSN is \"%s\": expected http://<key>@host:port/<project id>.".formatted(text));
    }
    return new Dsn(
        uri.getScheme(),
        uri.getHost(),
        uri.getPort() < 0 ? 80 : uri.getPort(),
        uri.getPath().substring(0, slash),
        uri.getUserInfo().split(":", 2)[0],
        uri.getPath().substring(slash + 1));
  }

  /** The same project, reached at another address. */
  Dsn at(URI base) {
    int other = base.getPort() < 0 ? 80 : base.getPort();
    return new Dsn("http", base.getHost(), other, path, key, projectId);
  }

  String envelopePath() {
    return path + "/api/" + projectId + "/envelope/";
  }

  String authorization() {
    return "Sentry sentry_version=7, sentry_client=fettle-bench/1, sentry_key=" + key;
  }
}
