package dev.fettle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * A project of its own that items are sent to over HTTP: what published clients really sent, or
 * hand-made envelopes. Sees what was stored with SQL.
 */
public final class ItemSender {

  private static final Path CAPTURES = Path.of("..", "fixtures", "captures");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public final World world;

  private ItemSender(World world) {
    this.world = world;
  }

  /** A new project in the server all tests share. */
  public static ItemSender create() {
    return new ItemSender(World.create());
  }

  /** A new project in that server. */
  public static ItemSender in(TestServer server) {
    return new ItemSender(World.in(server));
  }

  /**
   * Sends a recorded request to this project, byte for byte.
   *
   * @param capture for instance {@code node-11.12.0/44-logs-log}
   */
  public ItemSender replay(String capture) {
    return replay(capture, "envelope");
  }

  /** The same for another door. */
  public ItemSender replay(String capture, String door) {
    try {
      var meta =
          JsonMapper.shared()
              .readTree(Files.readAllBytes(CAPTURES.resolve(capture + ".meta.json")));
      var request = request(door);
      for (var header : meta.get("headers")) {
        if (header.get(0).stringValue().toLowerCase(Locale.ROOT).startsWith("content-")
            && !header.get(0).stringValue().equalsIgnoreCase("content-length")) {
          request.header(header.get(0).stringValue(), header.get(1).stringValue());
        }
      }
      send(request, Files.readAllBytes(CAPTURES.resolve(capture + ".body")));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends an envelope of one item, with a header of its own. */
  public ItemSender item(String header, String payload) {
    return envelope("{}\n" + header + "\n" + payload + "\n");
  }

  public ItemSender envelope(String envelope) {
    return envelope(envelope.getBytes(StandardCharsets.UTF_8));
  }

  public ItemSender envelope(byte[] envelope) {
    send(request("envelope"), envelope);
    return this;
  }

  private HttpRequest.Builder request(String door) {
    var key = world.publicKey.toString().replace("-", "");
    return HttpRequest.newBuilder(
        URI.create(
            "%s/api/%d/%s/?sentry_key=%s&sentry_version=7"
                .formatted(world.server.url(), world.projectId, door, key)));
  }

  private static void send(HttpRequest.Builder request, byte[] body) {
    try {
      var answer =
          HTTP.send(
              request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /**
   * Waits until that many items and entries of containers of this project have an outcome; what
   * became of them: {@code "accepted span": 17, "dropped span duplicate": 1}.
   */
  public Map<String, Long> outcomes(long expected) {
    eventually(() -> {
      var counted = outcomes();
      assertThat(counted.values().stream().mapToLong(Long::longValue).sum())
          .as(counted.toString())
          .isGreaterThanOrEqualTo(expected);
    });
    return outcomes();
  }

  private Map<String, Long> outcomes() {
    var outcomes = new TreeMap<String, Long>();
    jdbc()
        .sql(
            """
            SELECT trim(outcome || ' ' || category || ' ' || reason) AS label, sum(quantity) AS quantity
            FROM outcome_hour
            WHERE project_id = :project
            GROUP BY 1
            """)
        .param("project", world.projectId)
        .query(rows -> {
          outcomes.put(rows.getString("label"), rows.getLong("quantity"));
        });
    return outcomes;
  }

  /** One text per row, of a statement with {@code :project}. */
  public List<String> rows(String sql) {
    return jdbc()
        .sql(sql)
        .param("project", world.projectId)
        .query((rows, _) -> String.valueOf(rows.getString(1)))
        .list();
  }

  public JdbcClient jdbc() {
    return world.server.jdbc();
  }

  /** A new client-side id. */
  public static String newId() {
    return new UUID(System.nanoTime(), COUNT.incrementAndGet()).toString().replace("-", "");
  }

  private static final java.util.concurrent.atomic.AtomicLong COUNT =
      new java.util.concurrent.atomic.AtomicLong();

  /** Asks until it holds; fails with the last failure after a minute. */
  public static void eventually(ThrowableAssert.ThrowingCallable assertion) {
    var never = new CountDownLatch(1);
    AssertionError last = new AssertionError("never asked");
    for (int i = 0; i < 3000; i++) {
      try {
        assertion.call();
        return;
      } catch (AssertionError e) {
        last = e;
      } catch (Throwable e) {
        throw new AssertionError(e);
      }
      try {
        if (never.await(20, TimeUnit.MILLISECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw last;
  }
}
