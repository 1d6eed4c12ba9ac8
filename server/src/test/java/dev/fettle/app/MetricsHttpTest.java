package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.Golden;
import dev.fettle.testkit.RoutePaths;
import dev.fettle.testkit.TestServer;
import dev.fettle.testkit.World;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricsHttpTest {

  private static final TestServer SERVER = TestServer.shared();

  @Test
  void a_program_on_the_same_machine_may_read_them_and_nobody_through_a_proxy() {
    var answer = SERVER.browser().get("/metrics");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type").orElse("")).startsWith("text/plain;version=0.0.4");
    assertThat(answer.body()).contains("fettle_intake_backlog", "jvm_memory_used_bytes");
    assertThat(SERVER.browser().with("X-Forwarded-For", "203.0.113.9").get("/metrics").status())
        .isEqualTo(404);
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
