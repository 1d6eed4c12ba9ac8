package dev.fettle.issues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.id.OrganizationId;
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
            INSERT INTO issue (organization_id, project_id, short_id, type, level, is_unhandled,
              status, status_changed_at, resolved_at, first_seen, last_seen, event_count, priority)
            SELECT :organization, :project, 1000 + n, 'error', 'error', false, (ARRAY['unresolved', 'resolved', 'ignored'])[1 + n % 3], now(),
              CASE WHEN n % 3 = 1 THEN now() END, TIMESTAMPTZ '2026-11-01Z' + n * INTERVAL '1 second',
              TIMESTAMPTZ '2026-11-20Z' + n * INTERVAL '1 second', n, n
            FROM generate_series(1, 60000) n
            """)
        .param("organization", project.organizationId())
        .param("project", project.id())
        .update();
    jdbc.sql(
            """
            INSERT INTO issue_text (issue_id, title, culprit, words, metadata)
            SELECT id, title, 'culprit', title || E'\\nculprit', '{}'
            FROM issue,
              LATERAL (SELECT 'Title ' || CASE WHEN id % 3 = 0 THEN 'common ' ELSE '' END
                || md5(id::text)) AS t (title)
            ON CONFLICT DO NOTHING
            """)
        .update();
    jdbc.sql(
            """
            INSERT INTO issue_hash (project_id, hash, issue_id)
            SELECT project_id, decode(md5(id::text), 'hex'), id FROM issue
            ON CONFLICT DO NOTHING
            """)
        .update();
    tag("city", "'c' || id % 500");
    tag("region", "CASE WHEN id % 50 = 0 THEN 'us' ELSE 'eu' END");
    tag("tenant", "'t' || id % 4");
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

  private static void tag(String key, String value) {
    database
        .jdbc()
        .sql(
            """
            INSERT INTO issue_tag_hash (issue_id, hash)
            SELECT id, ('x' || left(md5(organization_id || E'\\x1f' || '%s' || E'\\x1f' || %s), 16))
              ::bit(64)::bigint
            FROM issue
            UNION ALL
            SELECT id, ('x' || left(md5(organization_id || E'\\x1f' || '%s'), 16))::bit(64)::bigint
            FROM issue
            """
                .formatted(key, value, key))
        .update();
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

  private static IssueFilter filter(String query) {
    return new IssueFilter(
        new OrganizationId(project.organizationId()),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        IssueSearchDbTest.query(query));
  }

  private static String list(String query, IssueSort sort) {
    var search =
        Objects.requireNonNull(
            IssueSearch.page(filter(query), List.of(project.id()), sort, null, false, 51, NOW));
    return plan(search.text(), search.parameters());
  }

  private static String first(String query) {
    var search =
        Objects.requireNonNull(
            IssueSearch.firstPage(
                filter(query), List.of(project.id()), IssueSort.DEFAULT, 51, 1000, NOW));
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
  void no_search_reads_all_issues_or_all_rows_of_anything() {
    for (var query :
        List.of(
            "city:c17",
            "region:eu",
            "region:us",
            "tenant:t1",
            "tenant:t1 region:eu",
            "city:c17 region:eu",
            "!region:eu",
            "!tenant:t1",
            "has:city",
            "!has:city",
            "has:absent",
            "common",
            "zzzznothing",
            "common tenant:t1",
            "level:fatal")) {
      for (var status : List.of("is:unresolved ", "")) {
        var plan = first(status + query);
        assertThat(plan)
            .as("%s%s%n%s", status, query, plan)
            .doesNotContain("Seq Scan on issue_", "Materialize");
      }
    }
  }

  @Test
  void a_rare_value_is_where_the_search_begins_and_a_frequent_one_is_looked_up() {
    assertThat(first("is:unresolved city:c17")).contains("issue_tag_hash_hash").contains("Sort");
    assertThat(list("is:unresolved region:eu", IssueSort.DEFAULT))
        .contains("issue_by_", "Index Only Scan using issue_tag_hash_")
        .doesNotContain("Sort");
  }

  @Test
  void a_rare_word_is_found_by_its_trigrams() {
    assertThat(first("is:unresolved zzzznothing")).contains("issue_text_words");
    assertThat(list("is:unresolved common", IssueSort.DEFAULT)).contains("issue_text_pkey");
  }

  @Test
  void the_chart_reads_its_sums() {
    var parameters =
        Map.of(
            "projects",
            Columns.bigint(List.of(project.id())),
            "statuses",
            Columns.text(List.of("unresolved")),
            "organization",
            project.organizationId(),
            "from",
            NOW.minusSeconds(1_200_000).toString());
    assertNoScan(plan(IssueTrendStore.FRESH, parameters), "issue");
    for (var sql : List.of(IssueTrendStore.TOTALS, IssueTrendStore.DAILY)) {
      assertThat(plan(sql, parameters)).contains("issue_trend_");
    }
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
