package dev.fettle.issues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class LiveHttpTest {

  @Test
  void a_screen_hears_of_new_issues_and_changes_of_its_own_organization() throws Exception {
    var shop = new Shop();
    var rival = new Shop();
    ItemSender.eventually(() -> assertThat(listeners(shop.server)).isEqualTo(1));
    try (var client = HttpClient.newHttpClient()) {
      var stream = open(client, shop);
      assertThat(stream.headers().firstValue("content-type").orElseThrow())
          .startsWith("text/event-stream");
      try (var lines =
          new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
        assertThat(next(lines, ":")).isEqualTo(":connected");
        rival.receive(Digester.error("Theirs", ""));
        shop.receive(Digester.error("Ours", ""));
        assertThat(next(lines, "event:")).isEqualTo("event:issue");
        var data = next(lines, "data:");
        assertThat(data)
            .contains(
                "\"kind\":\"new\"",
                "\"title\":\"Ours: it broke\"",
                "\"issueId\":\"" + shop.issueId("Ours") + "\"",
                "\"projectId\":\"" + shop.world.projectId + "\"",
                "\"level\":\"error\"",
                "\"shortId\":\"")
            .doesNotContain("organizationId", "Theirs");
        shop.world
            .alice
            .api()
            .put("/api/0/issues/" + shop.issueId("Ours") + "/", Map.of("status", "resolved"));
        assertThat(next(lines, "data:")).contains("\"kind\":\"status\"", "\"shortId\":\"");
        shop.receive(Digester.error("Ours", ""));
        assertThat(next(lines, "data:")).contains("\"kind\":\"regressed\"");
      }
    }
  }

  @Test
  void a_screen_hears_again_after_the_listening_connection_died() throws Exception {
    var shop = new Shop();
    ItemSender.eventually(() -> assertThat(listeners(shop.server)).isEqualTo(1));
    try (var client = HttpClient.newHttpClient()) {
      var stream = open(client, shop);
      try (var lines =
          new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
        assertThat(next(lines, ":")).isEqualTo(":connected");
        shop.server
            .jdbc()
            .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE " + LISTENS)
            .query((row, number) -> number)
            .list();
        ItemSender.eventually(() -> assertThat(listeners(shop.server)).isZero());
        ItemSender.eventually(() -> assertThat(listeners(shop.server)).isEqualTo(1));
        shop.receive(Digester.error("After", ""));
        assertThat(next(lines, "data:")).contains("\"title\":\"After: it broke\"");
      }
    }
  }

  private static final String LISTENS =
      "application_name = 'fettle-live' AND datname = current_database() AND query LIKE 'LISTEN%'";

  private static long listeners(TestServer server) {
    return server
        .jdbc()
        .sql("SELECT count(*) FROM pg_stat_activity WHERE " + LISTENS)
        .query(Long.class)
        .single();
  }

  private static HttpResponse<java.io.InputStream> open(HttpClient client, Shop shop)
      throws Exception {
    var cookie = "sessionid=" + shop.world.alice.browser().cookie("sessionid");
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    shop.server.url()
                        + "/api/0/organizations/"
                        + shop.world.organization
                        + "/live/"))
            .header("Cookie", cookie)
            .header("Accept", "text/event-stream")
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
  }

  private static String next(BufferedReader lines, String beginning) throws IOException {
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(beginning)) {
        return line;
      }
    }
    throw new AssertionError("the stream ended");
  }
}
