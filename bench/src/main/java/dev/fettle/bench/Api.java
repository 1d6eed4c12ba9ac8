package dev.fettle.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The management API, used as a browser (session) or a script (token) would. */
final class Api implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final String ALLAUTH = "/_allauth/browser/v1";

  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(cookies)
          .connectTimeout(TIMEOUT)
          .build();
  private final URI base;
  private final @Nullable String token;

  Api(URI base, @Nullable String token) {
    this.base = base;
    this.token = token;
  }

  /** A project and where its events go. */
  record Project(String organization, String slug, Dsn dsn) {}

  /**
   * Registers a user and makes an organization, a team and projects.
   *
   * @param setup the secret that the first account of an installation is made with
   */
  List<Project> setUp(int projects, String setup) throws IOException, InterruptedException {
    get(ALLAUTH + "/config"); // brings the CSRF cookie
    post(
        ALLAUTH + "/auth/signup",
        Map.of(
            "email", "bench@example.com", "password", "a long bench passphrase 7", "setup", setup));
    var organization =
        post("/api/0/organizations/", Map.of("name", "Bench")).path("slug").asString();
    post("/api/0/organizations/%s/teams/".formatted(organization), Map.of("slug", "load"));
    var made = new ArrayList<Project>();
    for (int i = 1; i <= projects; i++) {
      var slug =
          post(
                  "/api/0/teams/%s/load/projects/".formatted(organization),
                  Map.of("name", "shop" + i, "platform", "node"))
              .path("slug")
              .asString();
      var key = get("/api/0/projects/%s/%s/keys/".formatted(organization, slug)).path(0);
      made.add(
          new Project(
              organization, slug, Dsn.parse(key.path("dsn").path("public").asString()).at(base)));
    }
    return made;
  }

  /** A token that may read everything, made in the session of {@link #setUp}. */
  String token() throws IOException, InterruptedException {
    return post(
            "/api/0/api-tokens/",
            Map.of("label", "bench", "scopes", List.of("org:read", "project:read", "event:read")))
        .path("token")
        .asString();
  }

  /** Whether the event can be read. */
  boolean hasEvent(Project project, String eventId) throws IOException, InterruptedException {
    var path =
        "/api/0/projects/%s/%s/events/%s/"
            .formatted(project.organization(), project.slug(), eventId);
    return send(request(path).GET().build()).statusCode() == 200;
  }

  /** The sum of all issues' counts, at most the {@code pages} most recent pages of 100. */
  long countOfIssues(Project project, int pages) throws IOException, InterruptedException {
    long sum = 0;
    var path =
        "/api/0/projects/%s/%s/issues/?limit=100&query="
            .formatted(project.organization(), project.slug());
    for (int page = 0; page < pages && path != null; page++) {
      var response = send(request(path).GET().build());
      for (var issue : JSON.readTree(response.body())) {
        sum += issue.path("count").asLong();
      }
      path = nextPage(response);
    }
    return sum;
  }

  /** The status of an envelope sent to the project. */
  int sendEnvelope(Project project, byte[] body) throws IOException, InterruptedException {
    var request =
        request(project.dsn().envelopePath())
            .header("X-Sentry-Auth", project.dsn().authorization())
            .header("Content-Type", "application/x-sentry-envelope")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return send(request).statusCode();
  }

  private static @Nullable String nextPage(HttpResponse<String> response) {
    for (var link : response.headers().firstValue("Link").orElse("").split(",", -1)) {
      if (link.contains("rel=\"next\"") && link.contains("results=\"true\"")) {
        var url = URI.create(link.substring(link.indexOf('<') + 1, link.indexOf('>')));
        return url.getRawPath() + "?" + url.getRawQuery();
      }
    }
    return null;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return read(request(path).GET().build());
  }

  private JsonNode post(String path, Object body) throws IOException, InterruptedException {
    var request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    for (var cookie : cookies.getCookieStore().getCookies()) {
      if (cookie.getName().equals("csrftoken")) {
        request.header("X-CSRFToken", cookie.getValue());
      }
    }
    return read(request.build());
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private JsonNode read(HttpRequest request) throws IOException, InterruptedException {
    var response = send(request);
    if (response.statusCode() / 100 != 2) {
      throw new BenchException(
          "%s %s answered %d: %s"
              .formatted(
                  request.method(),
                  request.uri(),
                  response.statusCode(),
                  response.body().substring(0, Math.min(300, response.body().length()))));
    }
    return JSON.readTree(response.body());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.close();
  }
}
