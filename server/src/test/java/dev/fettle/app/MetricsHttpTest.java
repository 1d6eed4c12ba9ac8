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
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricsHttpTest {

  private static final TestServer SERVER = TestServer.shared();

  /** Whatever a proxy adds or leaves out, and whatever a program on the machine sends. */
  @Test
  void nobody_reads_them_while_no_token_is_set() {
    for (var head :
        List.of(
            "GET /metrics HTTP/1.1\nHost: localhost",
            "GET /metrics HTTP/1.1\nHost: 127.0.0.1:8000\nConnection: keep-alive",
            "GET /metrics HTTP/1.0\nHost: 127.0.0.1:8000\nConnection: close",
            "GET /metrics HTTP/1.1\nHost: localhost\nX-Envoy-External-Address: 203.0.113.9",
            "GET /metrics HTTP/1.1\nHost: localhost\nAuthorization: Bearer")) {
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
      assertThat(right.header("Content-Type").orElse("")).startsWith("text/plain;version=0.0.4");
      assertThat(right.body()).contains("fettle_intake_backlog", "jvm_memory_used_bytes");
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
