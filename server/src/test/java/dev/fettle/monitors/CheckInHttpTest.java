package dev.fettle.monitors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.ItemSender;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What jobs send of their runs, over HTTP, and the rows it becomes. */
class CheckInHttpTest {

  private static final String RUNS =
      """
      SELECT concat_ws('|', m.slug, c.environment, c.status, c.duration_ms,
        c.finished_at IS NOT NULL)
      FROM check_in c
      JOIN cron_monitor m ON m.id = c.monitor_id
      WHERE c.project_id = :project
      ORDER BY m.slug, c.id
      """;

  private static final String STATES =
      """
      SELECT concat_ws('|', m.slug, e.environment, e.last_status)
      FROM cron_monitor m
      JOIN cron_monitor_environment e ON e.monitor_id = m.id
      WHERE m.project_id = :project
      ORDER BY m.slug, e.environment
      """;

  private static ItemSender send(ItemSender sender, String json) {
    return sender.item("{\"type\":\"check_in\"}", json);
  }

  @Test
  void the_check_ins_of_one_run_are_one_row() {
    var sender =
        ItemSender.create()
            .replay("node-11.12.0/38-checkins-check_in")
            .replay("node-11.12.0/39-checkins-check_in")
            .replay("node-11.12.0/41-checkins-check_in")
            .replay("node-11.12.0/42-checkins-check_in");
    assertThat(sender.outcomes(4)).isEqualTo(Map.of("accepted monitor", 4L));
    assertThat(sender.rows(RUNS))
        .containsExactly("nightly-job|staging|ok|12300|t", "wrapped|staging|error|2|t");
    assertThat(sender.rows(STATES))
        .containsExactly("nightly-job|staging|ok", "wrapped|staging|error");
    assertThat(
            sender.rows(
                """
                SELECT concat_ws('|', schedule_type, schedule, timezone, checkin_margin_minutes,
                  max_runtime_minutes, failure_issue_threshold, recovery_threshold)
                FROM cron_monitor
                WHERE project_id = :project AND slug = 'nightly-job'
                """))
        .containsExactly("crontab|0 3 * * *|Europe/Vienna|5|30|2|1");
  }

  @Test
  void check_ins_of_other_sdks_are_understood() {
    var sender =
        ItemSender.create()
            .replay("java-8.62.0/19-checkins-check_in")
            .replay("java-8.62.0/20-checkins-check_in")
            .replay("java-8.62.0/21-checkins-check_in")
            .replay("php-4.29.0/12-checkins-check_in")
            .replay("php-4.29.0/13-checkins-check_in")
            .replay("sentry-cli-3.8.0/103-monitors-run-fail-check_in");
    assertThat(sender.outcomes(6)).isEqualTo(Map.of("accepted monitor", 6L));
    assertThat(sender.rows(RUNS))
        .isNotEmpty()
        .allMatch(row -> row.matches("[a-z-]+\\|staging\\|.*"));
  }

  @Test
  void a_run_that_is_over_does_not_start_again() {
    var sender = ItemSender.create();
    var id = ItemSender.newId();
    var over =
        "{\"check_in_id\":\"%s\",\"monitor_slug\":\"Job A\",\"status\":\"ok\",\"duration\":1.5}"
            .formatted(id);
    send(sender, over);
    send(sender, over.replace("\"ok\"", "\"in_progress\""));
    send(sender, over);
    sender.outcomes(3);
    assertThat(sender.rows(RUNS)).containsExactly("job-a|production|ok|1500|t");
  }

  @Test
  void a_check_in_without_an_id_ends_the_newest_run_of_its_environment() {
    var sender = ItemSender.create();
    var start = "{\"monitor_slug\":\"backup\",\"status\":\"in_progress\",\"environment\":\"live\"}";
    send(sender, start);
    send(sender, start.replace("live", "test"));
    sender.outcomes(2);
    send(sender, start.replace("in_progress", "error"));
    send(sender, start.replace("in_progress", "ok"));
    sender.outcomes(4);
    assertThat(sender.rows(RUNS))
        .hasSize(3)
        .anyMatch(row -> row.startsWith("backup|live|error|"))
        .anyMatch(row -> row.startsWith("backup|live|ok|"))
        .contains("backup|test|in_progress|f");
  }

  @Test
  void a_schedule_that_makes_no_sense_does_not_cost_the_check_in() {
    var sender = ItemSender.create();
    send(
        sender,
        "{\"monitor_slug\":\"a\",\"status\":\"ok\",\"monitor_config\":{\"schedule\":{\"type\":\"interval\",\"value\":\"x\",\"unit\":\"hour\"}}}");
    send(
        sender,
        "{\"monitor_slug\":\"b\",\"status\":\"ok\",\"monitor_config\":{\"schedule\":{\"type\":\"interval\",\"value\":2,\"unit\":\"hours\"},\"max_runtime\":{}}}");
    send(sender, "{\"monitor_slug\":\"c\",\"status\":\"fine\"}");
    send(sender, "{\"status\":\"ok\"}");
    assertThat(sender.outcomes(4))
        .isEqualTo(Map.of("accepted monitor", 2L, "invalid monitor malformed_check_in", 2L));
    assertThat(
            sender.rows(
                """
                SELECT concat_ws('|', slug, schedule_type, schedule, schedule_unit)
                FROM cron_monitor
                WHERE project_id = :project
                ORDER BY slug
                """))
        .containsExactly("a", "b|interval|2|hour");
  }
}
