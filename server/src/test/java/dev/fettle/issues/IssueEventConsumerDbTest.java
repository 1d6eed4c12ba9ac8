package dev.fettle.issues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.items.OutcomeTally;
import dev.fettle.items.PreparedItem;
import dev.fettle.payloads.PackedJson;
import dev.fettle.platform.db.PartitionStore;
import dev.fettle.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IssueEventConsumerDbTest {

  private static TestDatabase database;
  private Digester digester;

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void begin() {
    digester = new Digester(database);
  }

  private long onlyIssue(Digester.Project project) {
    return digester.number("SELECT id FROM issue WHERE project_id = :id", project.id());
  }

  @Test
  void equal_errors_become_one_issue_and_others_their_own() {
    var project = digester.project();
    digester.write(
        project,
        Digester.error("KeyError", ""),
        Digester.error("ValueError", ""),
        Digester.error("KeyError", ""));
    digester.write(project, Digester.error("KeyError", ""));

    assertThat(
            digester
                .jdbc
                .sql(
                    "SELECT title || ' ' || event_count || ' ' || short_id FROM issue JOIN issue_text ON issue_id = id WHERE project_id = :id ORDER BY short_id")
                .param("id", project.id())
                .query(String.class)
                .list())
        .containsExactly("KeyError: it broke 3 1", "ValueError: it broke 1 2");
    assertThat(digester.number("SELECT count(*) FROM event WHERE project_id = :id", project.id()))
        .isEqualTo(4);
    assertThat(digester.number("SELECT next_short_id FROM project WHERE id = :id", project.id()))
        .isEqualTo(3);
  }

  @Test
  void the_stored_event_is_the_normalised_one() {
    var project = digester.project();
    digester.write(
        project,
        Digester.error(
            "KeyError",
            "\"release\":\"shop@1\",\"environment\":\"prod\",\"user\":{\"id\":17},\"tags\":{\"a\":\"b\"}"));
    var row =
        digester
            .jdbc
            .sql("SELECT title, payload, payload_size FROM event WHERE project_id = :id")
            .param("id", project.id())
            .query()
            .singleRow();
    assertThat(row).containsEntry("title", "KeyError: it broke");
    var payload = (byte[]) java.util.Objects.requireNonNull(row.get("payload"));
    var size = (Integer) java.util.Objects.requireNonNull(row.get("payload_size"));
    var json = PackedJson.unpack(payload, size);
    assertThat(new String(json, java.nio.charset.StandardCharsets.UTF_8))
        .contains("\"type\":\"KeyError\"", "\"a\":\"b\"", "\"lineno\":1");
  }

  @Test
  void a_client_id_counts_once_within_its_project() {
    var project = digester.project();
    var other = digester.project(project.organizationId(), "other");
    var event =
        Digester.error(
            "KeyError", Digester.eventId(UUID.fromString("11111111-2222-4333-8444-555555555555")));
    digester.write(project, event, event);
    digester.now = digester.now.plus(Duration.ofHours(30));
    digester.write(project, event, Digester.error("KeyError", ""));
    digester.write(other, event);

    assertThat(
            digester.number("SELECT event_count FROM issue WHERE project_id = :id", project.id()))
        .isEqualTo(2);
    assertThat(digester.number("SELECT count(*) FROM event WHERE project_id = :id", project.id()))
        .isEqualTo(2);
    assertThat(digester.number("SELECT event_count FROM issue WHERE project_id = :id", other.id()))
        .isEqualTo(1);
  }

  @Test
  void a_batch_that_was_rolled_back_is_written_whole_at_the_next_try() {
    var project = digester.project();
    var batch =
        digester.prepare(
            project,
            Digester.error(
                "KeyError", "\"environment\":\"prod\",\"release\":\"1\",\"tags\":{\"a\":\"b\"}"),
            Digester.error("KeyError", "\"environment\":\"test\",\"release\":\"2\""));
    digester.transactions.executeWithoutResult(status -> {
      digester.consumer.write(batch, new OutcomeTally());
      status.setRollbackOnly();
    });
    assertThat(digester.number("SELECT count(*) FROM issue WHERE project_id = :id", project.id()))
        .isZero();

    digester.write(batch);
    assertThat(
            digester.number("SELECT event_count FROM issue WHERE project_id = :id", project.id()))
        .isEqualTo(2);
    assertThat(
            digester.number(
                "SELECT count(*) FROM environment WHERE project_id = :id", project.id()))
        .isEqualTo(2);
    assertThat(
            digester.number(
                "SELECT count(*) FROM release_project WHERE project_id = :id", project.id()))
        .isEqualTo(2);

    digester.write(batch); // the commit's answer was lost and the log is read again
    assertThat(
            digester.number("SELECT event_count FROM issue WHERE project_id = :id", project.id()))
        .isEqualTo(2);
  }

  @Test
  void hours_users_and_tags_are_counted() {
    var project = digester.project();
    for (int user = 0; user < 40; user++) {
      digester.write(
          project,
          Digester.error(
              "KeyError",
              "\"user\":{\"id\":%d},\"tags\":{\"city\":\"c%d\"}".formatted(user % 20, user % 3)));
      if (user == 29) {
        digester.now = digester.now.plus(Duration.ofHours(1));
      }
    }
    long issue = onlyIssue(project);
    assertThat(digester.number("SELECT user_count FROM issue WHERE id = :id", issue)).isEqualTo(20);
    assertThat(
            digester
                .jdbc
                .sql("SELECT event_count FROM issue_hour WHERE issue_id = :id ORDER BY hour")
                .param("id", issue)
                .query(Long.class)
                .list())
        .containsExactly(30L, 10L);
    assertThat(
            digester
                .jdbc
                .sql(
                    "SELECT value || '=' || event_count FROM issue_tag WHERE issue_id = :id AND key = 'city' ORDER BY value")
                .param("id", issue)
                .query(String.class)
                .list())
        .containsExactly("c0=14", "c1=13", "c2=13");
    assertThat(digester.text("SELECT first_seen FROM issue WHERE id = :id", issue))
        .isNotEqualTo(digester.text("SELECT last_seen FROM issue WHERE id = :id", issue));
  }

  @Test
  void values_beyond_the_cap_are_counted_together_and_exactly() {
    var project = digester.project();
    for (int round = 0; round < 3; round++) {
      var events = new String[60];
      for (int i = 0; i < events.length; i++) {
        events[i] =
            Digester.error("KeyError", "\"tags\":{\"request\":\"r%d\"}".formatted(round * 60 + i));
      }
      digester.write(project, events);
    }
    digester.write(project, Digester.error("KeyError", "\"tags\":{\"request\":\"r1\"}"));
    long issue = onlyIssue(project);
    assertThat(
            digester.number(
                "SELECT count(*) FROM issue_tag WHERE issue_id = :id AND key = 'request' AND value <> ''",
                issue))
        .isEqualTo(IssueTagStore.MOST_VALUES);
    assertThat(
            digester.number(
                "SELECT event_count FROM issue_tag WHERE issue_id = :id AND key = 'request' AND value = ''",
                issue))
        .isEqualTo(80);
    assertThat(
            digester.number(
                "SELECT sum(event_count) FROM issue_tag WHERE issue_id = :id AND key = 'request'",
                issue))
        .isEqualTo(181);
  }

  @Test
  void an_event_reopens_a_resolved_issue_and_leaves_an_ignored_one() {
    var project = digester.project();
    digester.write(project, Digester.error("KeyError", ""), Digester.error("ValueError", ""));
    digester
        .jdbc
        .sql(
            "UPDATE issue SET status = 'resolved', resolved_at = now() WHERE id IN (SELECT issue_id FROM issue_text WHERE title LIKE 'Key%') AND project_id = :id")
        .param("id", project.id())
        .update();
    digester
        .jdbc
        .sql(
            "UPDATE issue SET status = 'ignored' WHERE id IN (SELECT issue_id FROM issue_text WHERE title LIKE 'Value%') AND project_id = :id")
        .param("id", project.id())
        .update();
    digester.write(
        project, Digester.error("KeyError", "\"release\":\"2\""), Digester.error("ValueError", ""));

    assertThat(
            digester
                .jdbc
                .sql(
                    """
                    SELECT split_part(title, ':', 1) || ' ' || status || ' ' || (regressed_at IS NOT NULL)
                      || ' ' || event_count
                    FROM issue JOIN issue_text ON issue_id = id WHERE project_id = :id ORDER BY title
                    """)
                .param("id", project.id())
                .query(String.class)
                .list())
        .containsExactly("KeyError unresolved true 2", "ValueError ignored false 2");
    assertThat(
            digester
                .jdbc
                .sql(
                    """
                    SELECT a.type || coalesce(' ' || (a.data ->> 'release'), '')
                    FROM issue_activity a JOIN issue i ON i.id = a.issue_id
                    WHERE i.project_id = :id ORDER BY a.id
                    """)
                .param("id", project.id())
                .query(String.class)
                .list())
        .containsExactly("first_seen", "first_seen", "regressed 2");
  }

  @Test
  void an_event_from_the_other_side_of_a_partition_or_of_a_week_nobody_made_is_stored() {
    var project = digester.project();
    digester.now = java.time.Instant.parse("2026-03-01T23:59:59.999Z");
    var batch = new ArrayList<>(digester.prepare(project, Digester.error("KeyError", "")));
    digester.now = java.time.Instant.parse("2026-03-02T00:00:00Z");
    batch.addAll(digester.prepare(project, Digester.error("KeyError", "")));
    digester.write(batch);
    assertThat(
            digester.number(
                "SELECT count(*) FROM event_20260223 WHERE project_id = :id", project.id()))
        .isEqualTo(1);
    assertThat(
            digester.number(
                "SELECT count(*) FROM event_20260302 WHERE project_id = :id", project.id()))
        .isEqualTo(1);
  }

  @Test
  void partitions_are_made_ahead_and_dropped_after_the_retention_time() {
    digester.now = java.time.Instant.parse("2027-05-10T12:00:00Z");
    digester.partitions.makeAhead();
    assertThat(names()).contains("event_20270503", "event_20270510", "event_20270517");
    digester.now =
        java.time.Instant.parse("2027-08-16T00:00:00Z").minusMillis(1).plus(Duration.ofDays(1));
    assertThat(digester.partitions.dropOld())
        .contains("event_20270503", "event_20270510")
        .doesNotContain("event_20270517");
    assertThat(names()).contains("event_20270517").doesNotContain("event_20270510");
  }

  private List<String> names() {
    return digester.partitionStore.ranges("event").stream()
        .map(PartitionStore.Range::name)
        .toList();
  }

  @Test
  void two_projects_in_one_batch_share_a_release_and_nothing_else() {
    var one = digester.project();
    var two = digester.project(one.organizationId(), "two");
    var batch =
        new ArrayList<>(digester.prepare(one, Digester.error("KeyError", "\"release\":\"9\"")));
    batch.addAll(digester.prepare(two, Digester.error("KeyError", "\"release\":\"9\"")));
    digester.write(batch);
    assertThat(onlyIssue(one)).isNotEqualTo(onlyIssue(two));
    assertThat(
            digester.number(
                """
                SELECT count(*) FROM release r JOIN release_project p ON p.release_id = r.id
                WHERE r.organization_id = :id
                """,
                one.organizationId()))
        .isEqualTo(2);
    assertThat(
            digester.number(
                "SELECT count(*) FROM release WHERE organization_id = :id", one.organizationId()))
        .isEqualTo(1);
    assertThat(
            digester.number(
                "SELECT count(first_event_at) FROM project WHERE organization_id = :id",
                one.organizationId()))
        .isEqualTo(2);
  }

  @Test
  void events_of_a_project_that_is_gone_are_dropped_and_the_others_stay() {
    var project = digester.project();
    var gone = new Digester.Project(project.organizationId(), 999_999_999, "gone");
    var batch = new ArrayList<>(digester.prepare(gone, Digester.error("KeyError", "")));
    batch.addAll(digester.prepare(project, Digester.error("KeyError", "")));
    digester.write(batch);
    assertThat(digester.number("SELECT count(*) FROM event WHERE project_id = 999999999")).isZero();
    assertThat(digester.number("SELECT count(*) FROM event WHERE project_id = :id", project.id()))
        .isEqualTo(1);
  }

  @Test
  void an_issue_deleted_meanwhile_gets_a_successor() {
    var project = digester.project();
    digester.write(project, Digester.error("KeyError", ""));
    long first = onlyIssue(project);
    digester.jdbc.sql("DELETE FROM issue_hash WHERE issue_id = :id").param("id", first).update();
    digester
        .jdbc
        .sql("UPDATE issue SET deleted_at = now() WHERE id = :id")
        .param("id", first)
        .update();
    digester.write(project, Digester.error("KeyError", ""));
    assertThat(
            digester.number(
                "SELECT count(*) FROM issue WHERE project_id = :id AND deleted_at IS NULL",
                project.id()))
        .isEqualTo(1);
  }

  @Test
  void digesters_at_the_same_time_make_one_issue_of_one_error_and_lose_no_count() throws Exception {
    var one = digester.project();
    var two = digester.project(one.organizationId(), "second");
    var start = new CountDownLatch(1);
    var runs = new ArrayList<Future<?>>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int thread = 0; thread < 4; thread++) {
        var own = new Digester(database);
        var project = thread % 2 == 0 ? one : two;
        runs.add(
            threads.submit(() -> {
              start.await();
              for (int round = 0; round < 10; round++) {
                List<PreparedItem> batch =
                    own.prepare(
                        project,
                        Digester.error("A" + round, "\"user\":{\"id\":1},\"tags\":{\"k\":\"v\"}"),
                        Digester.error("Shared", "\"tags\":{\"k\":\"v\"}"));
                own.write(batch);
              }
              return null;
            }));
      }
      start.countDown();
      for (var run : runs) {
        run.get();
      }
    }
    for (var project : List.of(one, two)) {
      assertThat(digester.number("SELECT count(*) FROM issue WHERE project_id = :id", project.id()))
          .isEqualTo(11);
      assertThat(
              digester.number(
                  "SELECT sum(event_count) FROM issue WHERE project_id = :id", project.id()))
          .isEqualTo(40);
      assertThat(
              digester.number(
                  "SELECT sum(event_count) FROM issue_tag WHERE project_id = :id AND key = 'k'",
                  project.id()))
          .isEqualTo(40);
    }
  }

  @Test
  void an_item_that_is_no_object_is_malformed() {
    var project = digester.project();
    assertThatThrownBy(() -> digester.consumer.prepare(digester.item(project, "[1]")))
        .isInstanceOf(dev.fettle.core.MalformedPayloadException.class);
  }
}
