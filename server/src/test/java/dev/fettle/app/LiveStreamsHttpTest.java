package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.Person;
import dev.fettle.testkit.TestServer;
import dev.fettle.testkit.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams end with what opened them, and one account holds only so many. */
@Timeout(120)
class LiveStreamsHttpTest {

  private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);
  private static final TestServer SERVER =
      TestServer.start(Map.of(), () -> InstantSource.system().instant().plus(AHEAD.get()));

  private final World world = World.in(SERVER);

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void a_stream_ends_with_its_token() throws Exception {
    var made =
        world
            .alice
            .browser()
            .post("/api/0/api-tokens/", Map.of("label", "stream", "scopes", List.of("event:read")));
    assertEnds(
        "Authorization",
        "Bearer " + made.json().get("token").asString(),
        () ->
            world
                .alice
                .browser()
                .delete("/api/0/api-tokens/" + made.json().get("id").asString() + "/"));
  }

  @Test
  void a_stream_ends_with_its_session() throws Exception {
    assertEnds(
        "Cookie",
        "sessionid=" + world.bob.browser().cookie("sessionid"),
        () -> world.bob.browser().delete("/_allauth/browser/v1/auth/session"));
  }

  @Test
  void a_stream_ends_when_another_organization_has_taken_over_the_name() throws Exception {
    assertEnds(
        "Cookie",
        "sessionid=" + world.alice.browser().cookie("sessionid"),
        () -> {
          var other = world.alice.browser().post("/api/0/organizations/", Map.of("name", "Later"));
          rename(world.organization, "earlier-" + world.organization);
          rename(other.json().get("slug").asString(), world.organization);
        });
  }

  /** A stream opened by that header ends, without another update, within a minute after this. */
  private void assertEnds(String header, String value, Runnable change) throws Exception {
    try (var client = HttpClient.newHttpClient();
        var lines = lines(open(client, header, value))) {
      assertThat(lines.readLine()).isEqualTo(":connected");

      change.run();
      AHEAD.updateAndGet(time -> time.plusSeconds(61));

      assertThat(rest(lines)).allMatch(line -> line.isEmpty() || line.startsWith(":"));
    }
  }

  private static void rename(String slug, String to) {
    SERVER
        .jdbc()
        .sql("UPDATE organization SET slug = :to WHERE slug = :slug")
        .param("to", to)
        .param("slug", slug)
        .update();
  }

  @Test
  void a_reader_who_left_holds_no_connection() throws Exception {
    var settings = Map.of("FETTLE_MAX_CONNECTIONS", "20", "FETTLE_TRUSTED_PROXIES", "127.0.0.1");
    try (var server =
        TestServer.start(settings, () -> InstantSource.system().instant().plus(AHEAD.get()))) {
      var small = World.in(server);
      var request =
          "GET /api/0/organizations/%s/live/ HTTP/1.1\r\nHost: localhost\r\nCookie: sessionid=%s\r\n\r\n"
              .formatted(small.organization, small.alice.browser().cookie("sessionid"));
      var url = URI.create(server.url());
      for (int round = 0; round < 4; round++) {
        for (int i = 0; i < 10; i++) {
          try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
          }
        }
        AHEAD.updateAndGet(time -> time.plusSeconds(16)); // the next sign of life finds nobody
        AHEAD.updateAndGet(time -> time.plusSeconds(16));
      }
      assertThat(Person.freshBrowser(server).get("/_health/").body()).isEqualTo("ok");
    }
  }

  @Test
  void the_first_stream_gives_way_to_one_too_many() throws Exception {
    var cookie = "sessionid=" + world.alice.browser().cookie("sessionid");
    var open = new ArrayList<BufferedReader>();
    try (var client = HttpClient.newHttpClient()) {
      for (int i = 0; i < 21; i++) {
        var lines = lines(open(client, "Cookie", cookie));
        assertThat(lines.readLine()).isEqualTo(":connected");
        open.add(lines);
      }

      assertThat(rest(open.getFirst())).allMatch(line -> line.isEmpty() || line.startsWith(":"));
      for (var lines : open) {
        lines.close();
      }
    }
  }

  private HttpResponse<InputStream> open(HttpClient client, String header, String value)
      throws IOException, InterruptedException {
    var path = "/api/0/organizations/" + world.organization + "/live/";
    return client.send(
        HttpRequest.newBuilder(URI.create(SERVER.url() + path))
            .header(header, value)
            .header("Accept", "text/event-stream")
            .build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }

  private static BufferedReader lines(HttpResponse<InputStream> stream) {
    return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
  }

  /** Everything up to the end of the stream, which is waited for. */
  private static List<String> rest(BufferedReader lines) throws IOException {
    var rest = new ArrayList<String>();
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      rest.add(line);
    }
    return rest;
  }
}
