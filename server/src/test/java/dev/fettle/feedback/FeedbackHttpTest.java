package dev.fettle.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.ItemSender;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What SDKs send of what people say, over HTTP, and the rows it becomes. */
class FeedbackHttpTest {

  private static final String SAID =
      """
      SELECT concat_ws('|', source, name, email, message, url, issue_id IS NOT NULL)
      FROM user_feedback
      WHERE project_id = :project
      ORDER BY id
      """;

  private static String event(String id) {
    return "{\"event_id\":\"%s\"}\n{\"type\":\"event\"}\n{\"event_id\":\"%s\",\"message\":\"it broke\"}\n"
        .formatted(id, id);
  }

  private static String report(String id, String comments) {
    return "{\"type\":\"user_report\"}\n{\"event_id\":\"%s\",\"name\":\"Jane\",\"email\":\"jane@example.com\",\"comments\":\"%s\"}\n"
        .formatted(id, comments);
  }

  @Test
  void reports_of_every_recorded_sdk_are_kept() {
    var sender =
        ItemSender.create()
            .replay("browser-7.120.4/34-feedback-api-user_report")
            .replay("java-8.62.0/17-feedback-user_report")
            .replay("native-0.16.3/10-user-report-user_report");
    assertThat(sender.outcomes(3)).isEqualTo(Map.of("accepted feedback", 3L));
    assertThat(sender.rows(SAID))
        .containsExactlyInAnyOrder(
            "user_report|Jane|jane@example.com|It is broken|f",
            "user_report|Jane|jane@example.com|legacy comments|f",
            "user_report|some-name|some-email|some-comment|f");
  }

  @Test
  void feedback_keeps_its_contexts_and_its_event() {
    var sender = ItemSender.create().replay("node-11.12.0/37-feedback-feedback_attachment");
    sender.replay("node-11.12.0/37-feedback-feedback_attachment");
    assertThat(sender.outcomes(4)).containsEntry("accepted feedback", 2L);
    assertThat(sender.rows(SAID))
        .containsExactly(
            "feedback|Jane|jane@example.com|It broke <b>badly</b>|https://example.com/x|f");
    assertThat(
            sender.rows(
                """
                SELECT concat_ws('|', client_id, event_id, environment, release,
                  contexts#>>'{runtime,name}', contexts->'feedback')
                FROM user_feedback
                WHERE project_id = :project
                """))
        .containsExactly(
            "06f96773-c8a0-44ea-8922-fcd270dbb1cf|071bb010-754c-48b3-a091-c25e9f16bd9f"
                + "|staging|demo-app@1.2.3+45|node");
  }

  @Test
  void a_report_finds_the_issue_of_its_event_and_the_later_one_counts() {
    var sender = ItemSender.create();
    var id = ItemSender.newId();
    sender.envelope(event(id)).envelope("{}\n" + report(id, "first"));
    sender.outcomes(2);
    sender.envelope("{}\n" + report(id, "second"));
    sender.outcomes(3);
    assertThat(sender.rows(SAID)).containsExactly("user_report|Jane|jane@example.com|second|t");
  }

  @Test
  void reports_are_read_with_their_issue_and_their_event() {
    var sender = ItemSender.create();
    var id = ItemSender.newId();
    sender.envelope(event(id)).envelope("{}\n" + report(id, "it hurts"));
    sender.outcomes(2);
    var world = sender.world;
    var issueId = sender.rows("SELECT id::text FROM issue WHERE project_id = :project").getFirst();
    var path = "/api/0/issues/" + issueId + "/";
    var api = world.alice.api();
    var reports = api.get(path + "user-reports/");
    assertThat(reports.header("X-Hits")).contains("1");
    var report = reports.json().get(0);
    assertThat(report.get("eventID").stringValue()).isEqualTo(id);
    assertThat(report.at("/event/eventID").stringValue()).isEqualTo(id);
    assertThat(report.get("name").stringValue()).isEqualTo("Jane");
    assertThat(report.get("email").stringValue()).isEqualTo("jane@example.com");
    assertThat(report.get("comments").stringValue()).isEqualTo("it hurts");
    assertThat(report.get("dateCreated").stringValue()).endsWith("Z");
    assertThat(report.get("user").isNull()).isTrue();
    assertThat(api.get(path).json().get("userReportCount").intValue()).isEqualTo(1);
    assertThat(api.get(path + "events/latest/").json().get("userReport").toString())
        .isEqualTo(report.toString());
    assertThat(world.charlie.api().get(path + "user-reports/").status()).isEqualTo(404);
  }

  @Test
  void a_report_that_comes_before_its_event_finds_the_issue_later() {
    var sender = ItemSender.create();
    var id = ItemSender.newId();
    sender.envelope("{}\n" + report(id, "early"));
    sender.outcomes(1);
    sender.envelope(event(id));
    sender.outcomes(2);
    assertThat(sender.rows(SAID)).containsExactly("user_report|Jane|jane@example.com|early|f");
    var store = sender.world.server.bean(FeedbackStore.class);
    assertThat(store.linkSome()).isFalse();
    assertThat(sender.rows(SAID)).containsExactly("user_report|Jane|jane@example.com|early|t");
  }

  @Test
  void a_form_that_was_sent_empty_is_kept_and_nonsense_is_invalid() {
    var sender =
        ItemSender.create()
            .item("{\"type\":\"feedback\"}", "{\"contexts\":[],\"timestamp\":{}}")
            .item("{\"type\":\"user_report\"}", "[]");
    assertThat(sender.outcomes(2))
        .isEqualTo(Map.of("accepted feedback", 1L, "invalid feedback malformed_user_report", 1L));
    assertThat(sender.rows(SAID)).containsExactly("feedback||f");
  }
}
