package dev.fettle.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.ByteSlice;
import dev.fettle.digest.Digests;
import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.Sender;
import dev.fettle.testkit.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What published clients really sent, replayed byte for byte with their own headers. */
class CapturesHttpTest {

  private static final Path CAPTURES = Path.of("..", "fixtures", "captures");
  private static final UUID KEY = UUID.fromString("a1b2c3d4-e5f6-0718-293a-4b5c6d7e8f90");
  private static final TestServer SERVER = TestServer.start(Map.of());

  /** What the HTTP client sets itself. */
  private static final Set<String> HOP_HEADERS =
      Set.of(
          "host", "connection", "content-length", "transfer-encoding", "te", "expect", "upgrade");

  private record Capture(String name, JsonNode meta, ByteSlice body) {

    String method() {
      return meta.get("method").stringValue();
    }

    String path() {
      return meta.get("path").stringValue();
    }
  }

  @BeforeAll
  static void the_project_of_the_captures() {
    SERVER
        .jdbc()
        .sql(
            """
            WITH o AS (
              INSERT INTO organization (name, slug, created_at)
              VALUES ('captures', 'captures', now())
              RETURNING id
            ), p AS (
              INSERT INTO project (id, organization_id, slug, name, created_at)
              OVERRIDING SYSTEM VALUE
              SELECT 42, id, 'captures', 'captures', now()
              FROM o
              RETURNING id
            )
            INSERT INTO project_key (project_id, public_key, created_at)
            SELECT id, :key, now()
            FROM p
            """)
        .param("key", KEY)
        .update();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static List<Capture> captures() throws IOException {
    var captures = new ArrayList<Capture>();
    try (Stream<Path> files = Files.walk(CAPTURES)) {
      for (var file :
          files.filter(path -> path.toString().endsWith(".meta.json")).sorted().toList()) {
        var meta = JsonMapper.shared().readTree(Files.readAllBytes(file));
        var path = meta.get("path").stringValue();
        if (path.matches(
            "/api/42/(envelope|store|security|minidump|cron/.+|integration/otlp/.+)/?|/my-tunnel")) {
          var body = Path.of(file.toString().replace(".meta.json", ".body"));
          var name = CAPTURES.relativize(file).toString();
          if (name.contains("not-a-minidump")) {
            continue; // made to be refused; DoorsHttpTest does
          }
          captures.add(
              new Capture(
                  name,
                  meta,
                  ByteSlice.of(Files.exists(body) ? Files.readAllBytes(body) : new byte[0])));
        }
      }
    }
    return captures;
  }

  private static HttpRequest request(Capture capture) {
    var query = capture.meta().path("query").asString("");
    var path = capture.path().equals("/my-tunnel") ? "/tunnel" : capture.path();
    var request =
        HttpRequest.newBuilder(
            java.net.URI.create(SERVER.url() + path + (query.isEmpty() ? "" : "?" + query)));
    boolean chunked = false;
    for (var header : capture.meta().get("headers")) {
      var name = header.get(0).stringValue();
      chunked |= name.equalsIgnoreCase("transfer-encoding");
      if (!HOP_HEADERS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
        request.header(name, header.get(1).stringValue());
      }
    }
    var body = capture.body().toByteArray();
    return request
        .method(
            capture.method(),
            chunked
                ? HttpRequest.BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(body))
                : HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  @Test
  void every_request_is_accepted_and_digested() throws Throwable {
    var refused = new TreeSet<String>();
    var captures = captures();
    assertThat(captures).hasSizeGreaterThan(240);
    for (var capture : captures) {
      var answer = Sender.send(request(capture));
      var recorded = capture.meta().path("sink_response").path("status").asInt(200);
      if (answer.statusCode() / 100 != 2) {
        refused.add(
            "%s: %d %s %s (recorded: %d)"
                .formatted(
                    capture.name(),
                    answer.statusCode(),
                    answer.body(),
                    answer.headers().firstValue("X-Sentry-Error").orElse(""),
                    recorded));
      }
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
          .as(capture.name())
          .hasValue("*");
    }
    assertThat(refused).isEmpty();

    ItemSender.eventually(() -> assertThat(SERVER.bean(Digests.class).backlog()).isZero());
    assertThat(
            SERVER
                .jdbc()
                .sql(
                    """
                    SELECT DISTINCT outcome || ' ' || category || ' ' || reason
                    FROM outcome_hour
                    WHERE project_id = 42 AND outcome IN ('invalid', 'set_aside')
                    """)
                .query((rows, _) -> rows.getString(1))
                .list())
        .isEmpty();
    assertThat(
            SERVER
                .jdbc()
                .sql("SELECT count(*) FROM set_aside_item WHERE project_id = 42")
                .query(Long.class)
                .single())
        .isZero();
  }
}
