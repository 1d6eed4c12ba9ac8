package dev.fettle.issues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.platform.db.Columns;
import dev.fettle.platform.time.Ids;
import dev.fettle.testkit.TestDatabase;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The statements that run for every batch and every page never read a table from end to end. */
class QueryPlansDbTest {

  private static final Instant NOW = Instant.parse("2026-11-25T10:20:30Z");
  private static TestDatabase database;
  private static Digester.Project project;

  /** 60,000 issues and 60,000 events over three weeks, which is where a plan shows. */
  @BeforeAll
  static void fill() {
    database = TestDatabase.create();
    var digester = new Digester(database);
    project = digester.project();
    for (var day : List.of("2026-11-11", "2026-11-18", "2026-11-25")) {
      digester.now = Instant.parse(day + "T08:00:00Z");
      digester.write(project, Digester.error("Seed", ""));
    }
    var jdbc = database.jdbc();
    jdbc.sql(
            """
            INSERT INTO issue (organization_id, project_id, short_id, type, level, title, culprit,
              metadata, is_unhandled, status, status_changed_at, resolved_at, first_seen, last_seen,
              event_count, priority)
            SELECT :organization, :project, 1000 + n, 'error', 'error', 'Title ' || n, 'culprit', '{}',
              false, (ARRAY['unresolved', 'resolved', 'ignored'])[1 + n % 3], now(),
              CASE WHEN n % 3 = 1 THEN now() END, TIMESTAMPTZ '2026-11-01Z' + n * INTERVAL '1 second',
              TIMESTAMPTZ '2026-11-20Z' + n * INTERVAL '1 second', n, n
            FROM generate_series(1, 60000) n
            """)
        .param("organization", project.organizationId())
        .param("project", project.id())
        .update();
    jdbc.sql(
            """
            INSERT INTO issue_hash (project_id, hash, issue_id)
            SELECT project_id, decode(md5(id::text), 'hex'), id FROM issue
            ON CONFLICT DO NOTHING
            """)
        .update();
    jdbc.sql(
            """
            INSERT INTO issue_tag (issue_id, project_id, key, value, event_count, first_seen, last_seen)
            SELECT i.id, i.project_id, 'city', 'c' || i.id % 500, 1, now(), now() FROM issue i
            ON CONFLICT DO NOTHING
            """)
        .update();
    jdbc.sql(
            "INSERT INTO issue_hour SELECT id, date_trunc('hour', last_seen), 1 FROM issue ON CONFLICT DO NOTHING")
        .update();
    jdbc.sql(
            """
            INSERT INTO event (id, project_id, issue_id, event_id, event_at, title, payload, payload_size)
            SELECT (substr(e.id::text, 1, 24) || lpad(to_hex(n), 12, '0'))::uuid, e.project_id,
              (SELECT min(id) FROM issue) + n % 20, md5(n::text || e.id)::uuid, now(), 't', '\\x00', 1
            FROM event e, generate_series(1, 20000) n
            """)
        .update();
    jdbc.sql("VACUUM ANALYZE").update();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private static String plan(String sql, Map<String, ?> parameters) {
    return String.join(
        "\n",
        database
            .jdbc()
            .sql("EXPLAIN (COSTS OFF) " + sql)
            .params(parameters)
            .query(String.class)
            .list());
  }

  private static void assertNoScan(String plan, String... tables) {
    for (var table : tables) {
      assertThat(plan).doesNotContain("Seq Scan on " + table);
    }
  }

  private static String list(String query, IssueSort sort) {
    var filter =
        new IssueFilter(
            project.organizationId(),
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            IssueQueryTest.read(query));
    var search =
        Objects.requireNonNull(
            IssueSearch.page(filter, List.of(project.id()), sort, null, false, 51, NOW));
    return plan(search.text(), search.parameters());
  }

  @Test
  void each_order_of_the_list_is_read_from_its_index() {
    for (var column : IssueSort.Column.values()) {
      for (boolean descending : new boolean[] {true, false}) {
        for (var query : List.of("", "is:unresolved", "is:unresolved level:error", "is:new")) {
          var plan = list(query, new IssueSort(column, descending));
          assertNoScan(plan, "issue");
          assertThat(plan).as(query).contains("issue_by_");
        }
      }
    }
  }

  @Test
  void a_tag_is_looked_up_in_its_index() {
    var plan = list("city:c17 is:unresolved", IssueSort.DEFAULT);
    assertNoScan(plan, "issue ", "issue_tag");
    assertThat(plan).contains("issue_tag");
  }

  @Test
  void events_are_found_by_index_in_the_partitions_of_their_time() {
    var week = Ids.firstUuidV7(Instant.parse("2026-11-16T00:00:00Z"));
    var end = Ids.firstUuidV7(Instant.parse("2026-11-22T00:00:00Z"));
    for (var sql :
        List.of(
            EventReadStore.OF_ISSUE_BEFORE,
            EventReadStore.OF_ISSUE_AFTER,
            EventReadStore.OF_PROJECT_BEFORE,
            EventReadStore.OF_PROJECT_AFTER)) {
      var plan =
          plan(
              sql,
              Map.of(
                  "owner",
                  3L,
                  "floor",
                  week,
                  "ceiling",
                  end,
                  "position",
                  Ids.firstUuidV7(Instant.parse("2026-11-18T08:00:00Z")),
                  "fetch",
                  51));
      assertThat(plan)
          .contains("Index Scan")
          .doesNotContain("Seq Scan", "->  Sort", "event_20261109", "event_20261123");
    }
    assertThat(
            plan(
                EventReadStore.BY_EVENT_ID,
                Map.of(
                    "id", new UUID(1, 2), "project", project.id(), "floor", week, "ceiling", end)))
        .contains("event_id_idx")
        .doesNotContain("Seq Scan", "event_20261109", "event_20261123");
    assertThat(
            plan(
                EventReadStore.NEIGHBOURS,
                Map.of("issue", 3L, "id", week, "floor", week, "ceiling", end)))
        .contains("issue_id_id_idx")
        .doesNotContain("Seq Scan", "event_20261109", "event_20261123");
    assertThat(plan(EventReadStore.BY_ID, Map.of("id", week, "project", project.id())))
        .contains("project_id_id_idx")
        .doesNotContain("Seq Scan", "event_20261109", "event_20261123");
    assertThat(
            plan(
                EventReadStore.BY_ID_IN_ORGANIZATION,
                Map.of("id", week, "organization", project.organizationId())))
        .doesNotContain("Seq Scan on event", "event_20261109", "event_20261123");
  }

  @Test
  void repeats_are_looked_for_in_the_last_days_only() {
    var ids = LongStream.range(0, 500).mapToObj(n -> new UUID(n, n)).toList();
    var plan =
        plan(
            EventWriteStore.FIND_STORED,
            Map.of(
                "eventIds",
                Columns.uuid(ids),
                "floor",
                Ids.firstUuidV7(Instant.parse("2026-11-24T00:00:00Z"))));
    assertThat(plan)
        .contains("event_id_idx")
        .doesNotContain("Seq Scan on event", "event_20261109", "event_20261116");
  }

  @Test
  void a_batch_finds_hashes_and_issues_by_index() {
    var hashes = LongStream.range(0, 300).mapToObj(n -> new byte[16]).toList();
    assertNoScan(
        plan(
            IssueAssignStore.FIND,
            Map.of(
                "projects",
                Columns.bigint(Collections.nCopies(300, project.id())),
                "hashes",
                Columns.bytea(hashes))),
        "issue_hash");
    assertNoScan(
        plan(IssueAssignStore.LOCK, Map.of("ids", Columns.bigint(List.of(1L, 2L, 3L)))), "issue");
    assertNoScan(
        plan(
            IssueReadStore.HOURS,
            Map.of(
                "ids",
                Columns.bigint(List.of(1L, 2L, 3L)),
                "unit",
                "day",
                "from",
                NOW.minusSeconds(86_400).toString())),
        "issue_hour");
  }

  @Test
  void the_views_are_counted_by_index() {
    var plan =
        plan(
            IssueReadStore.COUNTS,
            Map.of(
                "organization", project.organizationId(),
                "projects", Columns.bigint(List.of(project.id())),
                "cap", 1000,
                "newSince", NOW.minusSeconds(86_400).toString(),
                "regressedSince", NOW.minusSeconds(604_800).toString()));
    assertThat(plan).contains("issue_regressed", "issue_by_first_seen");
  }
}
