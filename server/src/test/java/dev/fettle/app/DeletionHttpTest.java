package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.platform.jobs.Job;
import dev.fettle.platform.jobs.Jobs;
import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.TestServer;
import dev.fettle.testkit.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** A deleted project or organization leaves no row in any table, and no neighbour misses one. */
class DeletionHttpTest {

  /** Columns that lead to a project, an organization, or to something of theirs. */
  private static final String COLUMNS =
      """
      SELECT c.table_name || '.' || c.column_name
      FROM information_schema.columns c
      JOIN pg_class t ON t.relname = c.table_name AND NOT t.relispartition
      WHERE c.table_schema = 'public'
        AND c.column_name IN ('project_id', 'organization_id', 'issue_id', 'group_id', 'metric_id',
          'monitor_id', 'release_id', 'team_id')
      ORDER BY 1
      """;

  private static final Map<String, String> OWNED =
      Map.of(
          "project_id", "SELECT id FROM project WHERE organization_id = :id",
          "organization_id", "SELECT id FROM organization WHERE id = :id",
          "issue_id", "SELECT id FROM issue WHERE organization_id = :id",
          "group_id",
              "SELECT g.id FROM transaction_group g JOIN project p ON p.id = g.project_id WHERE p.organization_id = :id",
          "metric_id",
              "SELECT m.id FROM metric m JOIN project p ON p.id = m.project_id WHERE p.organization_id = :id",
          "monitor_id",
              "SELECT m.id FROM cron_monitor m JOIN project p ON p.id = m.project_id WHERE p.organization_id = :id",
          "release_id", "SELECT id FROM release WHERE organization_id = :id",
          "team_id", "SELECT id FROM team WHERE organization_id = :id");

  private static final TestServer SERVER = TestServer.shared();

  /** A project that has everything a project can have. */
  private static World full() {
    var sender = ItemSender.create();
    for (var capture :
        List.of(
            "04-errors-event",
            "18-errors-event_attachmentx2",
            "25-traces-span",
            "34-static-transaction",
            "37-feedback-feedback_attachment",
            "38-checkins-check_in",
            "44-logs-log",
            "45-metrics-trace_metric")) {
      sender.replay("node-11.12.0/" + capture);
    }
    var eventId = ItemSender.newId();
    sender.envelope(
        """
        {"event_id":"%s"}
        {"type":"event"}
        {"event_id":"%s","message":"reported","user":{"id":"7"},"tags":{"a":"b"}}
        """
            .formatted(eventId, eventId));
    sender.outcomes(9);
    sender.item(
        "{\"type\":\"user_report\"}",
        "{\"event_id\":\"%s\",\"name\":\"Jane\",\"email\":\"jane@example.com\",\"comments\":\"broke\"}"
            .formatted(eventId));
    sender.item(
        "{\"type\":\"session\"}",
        """
        {"sid":"%s","did":"u1","init":true,"started":"%s","status":"ok","attrs":{"release":"shop@1","environment":"prod"}}\
        """
            .formatted(
                ItemSender.newId(),
                SERVER.bean(java.time.InstantSource.class).instant().toString()));
    var world = sender.world;
    ItemSender.eventually(() ->
        assertThat(
                sender.rows(
                    "SELECT 1 FROM user_feedback WHERE project_id = :project AND issue_id IS NOT NULL"))
            .as("a report that found its event")
            .isNotEmpty());
    ItemSender.eventually(() -> {
      for (var table :
          List.of(
              "event",
              "event_attachment",
              "span_event",
              "log_entry",
              "user_feedback",
              "session_user_day",
              "cron_monitor",
              "metric",
              "transaction_group")) {
        assertThat(sender.rows("SELECT 1 FROM " + table + " WHERE project_id = :project"))
            .as(table)
            .isNotEmpty();
      }
    });
    for (var sql :
        List.of(
            "INSERT INTO intake_rules SELECT :p, '{}', '{}', '{}', '{}', true, '{}', '{}', '{}', true, null, null, now()",
            "INSERT INTO project_spike SELECT :p, now(), now(), 0.1",
            "INSERT INTO payload_dictionary (project_id, dictionary, ratio, created_at) SELECT :p, 'x', 0.5, now()",
            "INSERT INTO set_aside_item (id, project_id, log_partition, log_position, item_type, reason, detail, payload, created_at) SELECT gen_random_uuid(), :p, 'local-0', 1, 'event', 'x', 'x', 'x', now()",
            "INSERT INTO issue_user_sketch SELECT id, 'x' FROM issue WHERE project_id = :p ON CONFLICT DO NOTHING",
            "INSERT INTO issue_user SELECT id, 1 FROM issue WHERE project_id = :p ON CONFLICT DO NOTHING",
            "INSERT INTO organization_limit SELECT organization_id, 1000000, 60, now() FROM project WHERE id = :p")) {
      SERVER.jdbc().sql(sql).param("p", world.projectId).update();
    }
    return world;
  }

  private static List<Long> owned(String column, long organizationId) {
    var sql = OWNED.get(column);
    if (sql == null) {
      throw new AssertionError(column);
    }
    return SERVER
        .jdbc()
        .sql(sql)
        .param("id", organizationId)
        .query((row, _) -> row.getLong(1))
        .list();
  }

  private record Ids(Map<String, List<Long>> of) {

    static Ids of(long organizationId) {
      var all = new TreeMap<String, List<Long>>();
      OWNED.keySet().forEach(column -> all.put(column, owned(column, organizationId)));
      return new Ids(all);
    }

    /** Rows by {@code table.column}. */
    Map<String, Long> count() {
      var counts = new TreeMap<String, Long>();
      for (var column :
          SERVER
              .jdbc()
              .sql(COLUMNS)
              .query((row, _) -> Objects.requireNonNull(row.getString(1)))
              .list()) {
        var parts = column.split("\\.", 2);
        counts.put(
            column,
            SERVER
                .jdbc()
                .sql("SELECT count(*) FROM %s WHERE %s = ANY (:ids)".formatted(parts[0], parts[1]))
                .param("ids", of.getOrDefault(parts[1], List.of()).toArray(Long[]::new))
                .query(Long.class)
                .single());
      }
      return counts;
    }
  }

  private static List<String> empty(Map<String, Long> counts) {
    var empty = new ArrayList<String>();
    counts.forEach((column, rows) -> {
      if (rows == 0) {
        empty.add(column);
      }
    });
    return empty;
  }

  private static Job job(String name) {
    return SERVER.bean(Jobs.class).all().stream()
        .filter(job -> job.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void an_organization_leaves_nothing_and_its_neighbour_misses_nothing() {
    var world = full();
    var neighbour = full();
    var ids = Ids.of(world.organizationId);
    var neighbours = Ids.of(neighbour.organizationId);
    assertThat(empty(ids.count())).as("what the full project does not have").isEmpty();
    var before = neighbours.count();

    assertThat(world.alice.browser().delete(world.organizationPath()).status()).isEqualTo(204);

    ItemSender.eventually(() -> {
      job("deletions").runAll(() -> true);
      assertThat(ids.count()).allSatisfy((column, rows) -> assertThat(rows).as(column).isZero());
      assertThat(
              SERVER
                  .jdbc()
                  .sql("SELECT count(*) FROM organization WHERE id = :id")
                  .param("id", world.organizationId)
                  .query(Long.class)
                  .single())
          .isZero();
    });
    assertThat(neighbours.count()).isEqualTo(before);
    assertThat(
            SERVER
                .jdbc()
                .sql(
                    "SELECT rows_deleted FROM deletion_job WHERE subject = 'organization' AND subject_id = :id AND finished_at IS NOT NULL")
                .param("id", world.organizationId)
                .query(Long.class)
                .single())
        .isGreaterThan(30);

    job("blobs").runAll(() -> true);
    assertThat(neighbours.count()).isEqualTo(before);
    assertThat(contentsWithoutRows()).as("the neighbour sent the same files").isZero();
  }

  @Test
  void a_project_leaves_nothing_and_its_files_go() {
    var sender = ItemSender.create();
    var content = ItemSender.newId();
    sender
        .replay("node-11.12.0/04-errors-event")
        .item("{\"type\":\"attachment\",\"filename\":\"a.txt\"}", content);
    sender.envelope(
        "{\"event_id\":\"%s\"}\n{\"type\":\"attachment\",\"filename\":\"a.txt\"}\n%s\n"
            .formatted(ItemSender.newId(), content));
    ItemSender.eventually(() ->
        assertThat(sender.rows("SELECT 1 FROM event_attachment WHERE project_id = :project"))
            .isNotEmpty());
    var hash =
        sender
            .rows("SELECT encode(sha256, 'hex') FROM event_attachment WHERE project_id = :project")
            .getFirst();
    var ids = Ids.of(sender.world.organizationId);

    assertThat(sender.world.alice.browser().delete(sender.world.projectPath()).status())
        .isEqualTo(204);

    ItemSender.eventually(() -> {
      job("deletions").runAll(() -> true);
      assertThat(ids.count())
          .allSatisfy((column, rows) -> {
            if (column.endsWith(".project_id") || column.endsWith(".issue_id")) {
              assertThat(rows).as(column).isZero();
            }
          });
    });
    job("blobs").runAll(() -> true);
    assertThat(
            SERVER
                .jdbc()
                .sql("SELECT count(*) FROM blob WHERE encode(sha256, 'hex') = :hash")
                .param("hash", hash)
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void nothing_is_removed_while_somebody_may_still_write_it() {
    var sender = ItemSender.create().replay("node-11.12.0/04-errors-event");
    ItemSender.eventually(() ->
        assertThat(sender.rows("SELECT 1 FROM event WHERE project_id = :project")).isNotEmpty());
    SERVER
        .bean(TransactionTemplate.class)
        .executeWithoutResult(_ -> {
          SERVER
              .bean(org.springframework.jdbc.core.simple.JdbcClient.class)
              .sql("SELECT pg_current_xact_id()::text")
              .query(String.class)
              .single();
          assertThat(sender.world.alice.browser().delete(sender.world.projectPath()).status())
              .isEqualTo(204);
          SERVER.bean(Jobs.class).wake("deletions");
          var runner = Thread.ofVirtual().start(() -> job("deletions").runAll(() -> true));
          try {
            runner.join();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          assertThat(sender.rows("SELECT 1 FROM event WHERE project_id = :project")).isNotEmpty();
        });
    ItemSender.eventually(() -> {
      job("deletions").runAll(() -> true);
      assertThat(sender.rows("SELECT 1 FROM event WHERE project_id = :project")).isEmpty();
    });
  }

  private static long contentsWithoutRows() {
    return SERVER
        .jdbc()
        .sql(
            "SELECT count(*) FROM event_attachment a WHERE NOT EXISTS (SELECT 1 FROM blob f WHERE f.sha256 = a.sha256)")
        .query(Long.class)
        .single();
  }
}
