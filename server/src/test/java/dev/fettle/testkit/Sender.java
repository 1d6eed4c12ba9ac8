package dev.fettle.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A project with one key, made below the API, and a client that sends to it. */
public record Sender(String url, long organizationId, long projectId, UUID publicKey) {

  public static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final AtomicInteger COUNT = new AtomicInteger();

  public static Sender create(TestServer server) {
    return create(server.jdbc(), server.url());
  }

  public static Sender create(JdbcClient jdbc, String url) {
    int number = COUNT.incrementAndGet();
    long organization =
        jdbc.sql(
                """
                INSERT INTO organization (name, slug, created_at)
                VALUES (:name, :name, now())
                RETURNING id
                """)
            .param("name", "sender-" + number)
            .query(Long.class)
            .single();
    long project =
        jdbc.sql(
                """
                INSERT INTO project (organization_id, slug, name, created_at)
                VALUES (:organization, 'shop', 'shop', now())
                RETURNING id
                """)
            .param("organization", organization)
            .query(Long.class)
            .single();
    var sender = new Sender(url, organization, project, new UUID(0xF00D, number));
    sender.addKey(jdbc, sender.publicKey());
    return sender;
  }

  public void addKey(JdbcClient jdbc, UUID key) {
    jdbc.sql(
            """
            INSERT INTO project_key (project_id, public_key, created_at)
            VALUES (:project, :key, now())
            """)
        .param("project", projectId)
        .param("key", key)
        .update();
  }

  public String key() {
    return publicKey.toString().replace("-", "");
  }

  public String dsn() {
    return "http://%s@example.com/%d".formatted(key(), projectId);
  }

  public String path(String door) {
    return "/api/%d/%s/?sentry_key=%s&sentry_version=7".formatted(projectId, door, key());
  }

  /** Sends an envelope the way browsers do: the key in the query. */
  public HttpResponse<String> envelope(String body) {
    return post(path("envelope"), body.getBytes(StandardCharsets.UTF_8));
  }

  public HttpResponse<String> store(String body) {
    return post(path("store"), body.getBytes(StandardCharsets.UTF_8));
  }

  /** Headers are pairs of name and value. */
  public HttpResponse<String> post(String path, byte[] body, String... headers) {
    return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build());
  }

  public HttpRequest.Builder request(String path, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(url + path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  public static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** An envelope with one event. */
  public static String event(String eventId) {
    return """
    {"event_id":"%s"}
    {"type":"event"}
    {"event_id":"%s","message":"hello"}
    """
        .formatted(eventId, eventId);
  }

  /** How many of an outcome are counted for this project. */
  public long counted(JdbcClient jdbc, String outcome, String reason) {
    return jdbc.sql(
            """
            SELECT coalesce(sum(quantity), 0)
            FROM outcome_hour
            WHERE project_id = :project AND outcome = :outcome AND reason = :reason
            """)
        .param("project", projectId)
        .param("outcome", outcome)
        .param("reason", reason)
        .query(Long.class)
        .single();
  }
}
