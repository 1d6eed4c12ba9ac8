package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.Golden;
import dev.fettle.testkit.RawHttp;
import dev.fettle.testkit.RoutePaths;
import dev.fettle.testkit.TestServer;
import dev.fettle.testkit.World;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricsHttpTest {

  private static final TestServer SERVER = TestServer.shared();

  /** A program, not a browser behind a proxy. */
  private static HttpRequest.Builder request() {
    return HttpRequest.newBuilder(URI.create(SERVER.url() + "/metrics"));
  }

  private static HttpResponse<String> read(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void a_program_on_the_same_machine_may_read_them_and_nobody_through_a_proxy() throws Exception {
    var answer = read(request());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/plain;version=0.0.4");
    assertThat(answer.body()).contains("fettle_intake_backlog", "jvm_memory_used_bytes");
    for (var header :
        List.of("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via", "X-Forwarded-Host")) {
      assertThat(read(request().header(header, "203.0.113.9")).statusCode())
          .as(header)
          .isEqualTo(404);
    }
    for (var head :
        List.of("GET /metrics HTTP/1.1\nHost: errors.example.com", "GET /metrics HTTP/1.0")) {
      assertThat(RawHttp.send(SERVER, head, "").status()).as(head).isEqualTo(404);
    }
  }

  @Test
  void a_token_is_asked_for_when_one_is_set() {
    try (var server = TestServer.start(Map.of("FETTLE_METRICS_TOKEN", "s3cret"))) {
      assertThat(server.browser().get("/metrics").status()).isEqualTo(401);
      assertThat(server.browser().with("Authorization", "Bearer s3cre").get("/metrics").status())
          .isEqualTo(401);
      var right =
          server
              .browser()
              .with("Authorization", "Bearer s3cret")
              .with("X-Forwarded-For", "203.0.113.9")
              .get("/metrics");
      assertThat(right.status()).isEqualTo(200);
    }
  }

  /** Names, labels and meanings: what dashboards and alerts are made of. */
  @Test
  void the_meters_are_the_golden_ones() {
    assertThat(new RoutePaths(World.in(SERVER)).of("{issueId}")).isNotEmpty(); // something counted
    var lines = new TreeSet<String>();
    for (Meter meter : SERVER.bean(MeterRegistry.class).getMeters()) {
      var id = meter.getId();
      if (id.getName().startsWith("fettle.")) {
        var labels = id.getTags().stream().map(Tag::getKey).collect(Collectors.joining(","));
        lines.add(
            "%s %s {%s} %s"
                .formatted(
                    id.getName(), id.getType(), labels, String.valueOf(id.getDescription())));
      }
    }
    Golden.assertMatches("metrics.txt", String.join("\n", lines) + "\n");
  }
}
