package dev.fettle.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What SDKs send of logs and metrics, over HTTP, and the rows it becomes. */
class LogHttpTest {

  private static final String LOGS =
      """
      SELECT concat_ws('|', severity, body, environment, release, host, service)
      FROM log_entry
      WHERE project_id = :project
      ORDER BY id
      """;

  private static final String HOURS =
      """
      SELECT level || ' ' || sum(entry_count)
      FROM log_hour
      WHERE project_id = :project
      GROUP BY level
      ORDER BY level
      """;

  @Test
  void logs_of_node_are_stored_in_their_order() {
    var sender = ItemSender.create().replay("node-11.12.0/44-logs-log");
    assertThat(sender.outcomes(8)).isEqualTo(Map.of("accepted log_item", 8L));
    assertThat(sender.rows(LOGS))
        .hasSize(8)
        .startsWith(
            "1|log at trace|staging|demo-app@1.2.3+45|demo-host",
            "5|log at debug|staging|demo-app@1.2.3+45|demo-host",
            "9|log at info|staging|demo-app@1.2.3+45|demo-host",
            "13|log at warn|staging|demo-app@1.2.3+45|demo-host");
    assertThat(
            sender.rows(
                """
                SELECT concat_ws('|', trace_id, attributes->>'user_id', attributes->>'ratio',
                  attributes->>'arr', attributes->>'user.email', jsonb_exists(attributes, 'sentry.release'))
                FROM log_entry
                WHERE project_id = :project AND severity = 1
                """))
        .containsExactly("80efe6d1-0b32-4e13-bf71-98c4e94aee4d|7|0.5|[1, 2]|jane@example.com|f");
    assertThat(sender.rows(HOURS)).contains("trace 1", "warn 2");
  }

  @Test
  void logs_of_every_recorded_sdk_are_stored() {
    var sender =
        ItemSender.create()
            .replay("java-8.62.0/22-logs-log")
            .replay("php-4.29.0/14-logs-log")
            .replay("native-0.16.3/06-log-log");
    assertThat(sender.outcomes(16)).isEqualTo(Map.of("accepted log_item", 16L));
    assertThat(sender.rows("SELECT count(*) FROM log_entry WHERE project_id = :project"))
        .containsExactly("16");
    assertThat(sender.rows(HOURS)).contains("fatal 3");
  }

  @Test
  void records_of_open_telemetry_are_logs() {
    var sender =
        ItemSender.create()
            .item(
                "{\"type\":\"otel_log\"}",
                "{\"timeUnixNano\":\"1795454536487547000\",\"severityNumber\":17,\"body\":{\"stringValue\":\"it broke\"},"
                    + "\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"cart\"}},{\"key\":\"n\",\"value\":{\"intValue\":\"7\"}}],"
                    + "\"traceId\":\"80efe6d10b324e13bf7198c4e94aee4d\",\"spanId\":\"0000000000000000\"}");
    assertThat(sender.outcomes(1)).isEqualTo(Map.of("accepted log_item", 1L));
    assertThat(sender.rows(LOGS)).containsExactly("17|it broke|cart");
    assertThat(
            sender.rows(
                "SELECT concat_ws('|', attributes->>'n', trace_id, span_id) FROM log_entry WHERE project_id = :project"))
        .containsExactly("7|80efe6d1-0b32-4e13-bf71-98c4e94aee4d");
  }

  @Test
  void logs_and_spans_of_open_telemetry_come_through_their_own_door() {
    var sender =
        ItemSender.create()
            .replay("otel-js-0.301.0/02-http-otlp-logs", "integration/otlp/v1/logs")
            .replay("otel-js-0.301.0/08-proto-gzip-otlp-logs", "integration/otlp/v1/logs")
            .replay("otel-js-0.301.0/01-http-otlp-traces", "integration/otlp/v1/traces")
            .replay("otel-js-0.301.0/07-proto-gzip-otlp-traces", "integration/otlp/v1/traces");
    ItemSender.eventually(() -> {
      var outcomes = sender.outcomes(1);
      assertThat(outcomes.keySet()).containsExactly("accepted log_item", "accepted span");
      assertThat(sender.rows(LOGS))
          .hasSize(outcomes.getOrDefault("accepted log_item", 0L).intValue());
      assertThat(
              sender.rows(
                  """
                  SELECT (SELECT count(*) FROM span_event WHERE project_id = p.id)
                    + (SELECT count(*) FROM transaction_event WHERE project_id = p.id)
                  FROM project p
                  WHERE p.id = :project
                  """))
          .containsExactly(Long.toString(outcomes.getOrDefault("accepted span", 0L)));
      assertThat(sender.rows("SELECT DISTINCT service FROM log_entry WHERE project_id = :project"))
          .hasSize(1)
          .doesNotContain("null");
    });
  }

  @Test
  void broken_entries_cost_only_themselves() {
    var sender =
        ItemSender.create()
            .item(
                "{\"type\":\"log\",\"item_count\":4,\"content_type\":\"application/vnd.sentry.items.log+json\"}",
                "{\"items\":[7,{\"level\":\"info\"},{\"body\":\"\\u0000nul\\ud800\",\"level\":{},\"timestamp\":\"x\",\"trace_id\":\"null\",\"attributes\":[1]},"
                    + "{\"body\":{\"a\":1},\"level\":\"critical\",\"severity_number\":99}]}")
            .item("{\"type\":\"log\"}", "7");
    assertThat(sender.outcomes(5))
        .isEqualTo(Map.of("accepted log_item", 2L, "invalid log_item malformed_log", 3L));
    assertThat(sender.rows(LOGS)).containsExactlyInAnyOrder("9|nul�", "21|{\"a\":1}");
  }

  @Test
  void switched_off_logs_are_counted_and_not_kept() {
    try (var server = TestServer.start(Map.of("GLITCHTIP_ENABLE_LOGS", "false"))) {
      var sender = ItemSender.in(server).replay("node-11.12.0/44-logs-log");
      assertThat(sender.outcomes(8)).isEqualTo(Map.of("dropped log_item logs_disabled", 8L));
      assertThat(sender.rows(LOGS)).isEmpty();
    }
  }

  @Test
  void metrics_are_stored_and_summed_per_hour() {
    var sender =
        ItemSender.create()
            .replay("node-11.12.0/45-metrics-trace_metric")
            .replay("java-8.62.0/23-metrics-trace_metric")
            .replay("php-4.29.0/15-metrics-trace_metric")
            .replay("native-0.16.3/07-metric-trace_metric");
    assertThat(sender.outcomes(12)).isEqualTo(Map.of("accepted trace_metric", 12L));
    assertThat(
            sender.rows(
                """
                SELECT concat_ws('|', m.name, m.type, m.unit, sum(h.entry_count),
                  sum(h.value_sum), min(h.value_min), max(h.value_max))
                FROM metric m
                JOIN metric_hour h ON h.metric_id = m.id
                WHERE m.project_id = :project
                GROUP BY m.id
                ORDER BY m.name
                """))
        .contains(
            "latency|distribution|millisecond|2|25|12.5|12.5",
            "orders|counter||3|6|2|2",
            "queue.depth|gauge|item|2|10|5|5",
            "test.gauge|gauge|percent|1|42.5|42.5|42.5");
    assertThat(
            sender.rows(
                """
                SELECT concat_ws('|', e.value, e.environment, e.release, e.attributes->>'k')
                FROM metric_entry e
                JOIN metric m ON m.id = e.metric_id
                WHERE e.project_id = :project AND m.name = 'orders' AND jsonb_exists(e.attributes, 'k')
                ORDER BY e.id
                """))
        .containsExactly("2|staging|demo-app@1.2.3+45|v", "2|staging|demo-php@1.2.3|v");
  }

  @Test
  void a_metric_without_a_value_is_invalid() {
    var sender =
        ItemSender.create()
            .item(
                "{\"type\":\"trace_metric\",\"item_count\":3,\"content_type\":\"application/vnd.sentry.items.trace-metric+json\"}",
                "{\"items\":[{\"name\":\"a\",\"type\":\"counter\",\"value\":\"NaN\"},{\"name\":\"b\",\"type\":\"set\",\"value\":1e300},"
                    + "{\"name\":\"c\",\"type\":\"counter\",\"value\":\"3\"}]}");
    assertThat(sender.outcomes(3))
        .isEqualTo(
            Map.of("accepted trace_metric", 1L, "invalid trace_metric malformed_trace_metric", 2L));
  }
}
