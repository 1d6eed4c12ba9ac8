package dev.fettle.issues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.id.OrganizationId;
import dev.fettle.core.id.ProjectId;
import dev.fettle.platform.db.Migrations;
import dev.fettle.testkit.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A folder that the first version filled serves the newest one: nothing in it is lost. */
class UpgradeDbTest {

  private static final Instant NOW = Instant.parse("2026-11-25T10:20:30Z");
  private static final String FIRST_VERSION = "23";
  private static TestDatabase database;
  private static long organization;
  private static long project;
  private static final UUID EVENT =
      new UUID((0x019a_bc70_0000L << 16) | 0x7abcL, 0x8000_0000_0000_0001L);

  @BeforeAll
  static void upgrade() {
    database = TestDatabase.create();
    var jdbc = database.jdbc();
    jdbc.sql("DROP SCHEMA public CASCADE").update();
    jdbc.sql("CREATE SCHEMA public").update();
    Flyway.configure()
        .dataSource(database.dataSource())
        .locations("classpath:db/migration")
        .table("schema_version")
        .target(FIRST_VERSION)
        .load()
        .migrate();
    organization =
        jdbc.sql(
                "INSERT INTO organization (name, slug, created_at) VALUES ('Acme', 'acme', now()) RETURNING id")
            .query(Long.class)
            .single();
    project =
        jdbc.sql(
                "INSERT INTO project (organization_id, name, slug, created_at) VALUES (:organization, 'Shop', 'shop', now()) RETURNING id")
            .param("organization", organization)
            .query(Long.class)
            .single();
    for (var sql : FILL.split("\n\n", -1)) {
      jdbc.sql(
              sql.replace(":organization", Long.toString(organization))
                  .replace(":project", Long.toString(project))
                  .replace(":event", "'" + EVENT + "'"))
          .update();
    }
    Migrations.apply(database.dataSource());
  }

  private static final String FILL =
      """
      INSERT INTO release (organization_id, version, created_at) VALUES (:organization, 'shop@1', now()), (:organization, 'shop@2', now())

      INSERT INTO issue (organization_id, project_id, short_id, type, level, title, culprit, metadata, platform,
        is_unhandled, status, status_changed_at, first_seen, last_seen, event_count, first_release, last_release)
      SELECT :organization, :project, n, 'error', 'error', 'KeyError: number ' || n, 'shop.cart in take', '{"type": "KeyError"}',
        'python', false, 'unresolved', now(), TIMESTAMPTZ '2026-11-24 08:00Z', TIMESTAMPTZ '2026-11-25 09:00Z', 5, 'shop@1', 'shop@2'
      FROM generate_series(1, 3) n

      INSERT INTO issue_tag (issue_id, project_id, key, value, event_count, first_seen, last_seen)
      SELECT id, project_id, 'city', 'Köln ' || short_id, 3, now(), now() FROM issue
      UNION ALL
      SELECT id, project_id, 'city', '', 2, now(), now() FROM issue

      INSERT INTO issue_hour (issue_id, hour, event_count)
      SELECT id, date_trunc('hour', now()), 5 FROM issue

      CREATE TABLE event_20261124 PARTITION OF event
      FOR VALUES FROM ('01900000-0000-7000-8000-000000000000') TO ('019fffff-ffff-7000-8000-000000000000')

      INSERT INTO event (id, project_id, issue_id, event_id, event_at, level, environment, release, user_key, title,
        payload, payload_size)
      SELECT :event, :project, min(id), '11111111-2222-4333-8444-555555555555', now(), 'error', 'prod', 'shop@1', 'id:1',
        'KeyError: number 1', '\\x00', 1
      FROM issue\
      """;

  @AfterAll
  static void close() {
    database.close();
  }

  private static List<Issue> search(String query) {
    var store = new IssueReadStore(database.jdbc());
    var filter =
        new IssueFilter(
            new OrganizationId(organization),
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            IssueSearchDbTest.query(query));
    var search =
        Objects.requireNonNull(
            IssueSearch.firstPage(filter, List.of(project), IssueSort.DEFAULT, 51, 1000, NOW));
    return store.list(
        new OrganizationId(organization),
        store.find(search).stream().map(IssueReadStore.Found::id).toList());
  }

  @Test
  void issues_have_their_texts() {
    assertThat(search("number 2"))
        .singleElement()
        .satisfies(issue -> {
          assertThat(issue.title()).isEqualTo("KeyError: number 2");
          assertThat(issue.culprit()).isEqualTo("shop.cart in take");
          assertThat(issue.metadata()).contains("KeyError");
          assertThat(Objects.requireNonNull(issue.firstRelease()).version()).isEqualTo("shop@1");
          assertThat(Objects.requireNonNull(issue.lastRelease()).version()).isEqualTo("shop@2");
        });
  }

  @Test
  void their_tags_are_found() {
    assertThat(search("city:\"Köln 3\"")).extracting(Issue::number).containsExactly(3L);
    assertThat(search("has:city")).hasSize(3);
    assertThat(search("!city:\"Köln 3\"")).hasSize(2);
    assertThat(search("has:town")).isEmpty();
  }

  @Test
  void their_events_are_found() {
    var events = new EventReadStore(database.jdbc(), () -> NOW);
    assertThat(events.find(new ProjectId(project), EVENT)).isPresent();
    assertThat(events.findInOrganization(new OrganizationId(organization), EVENT)).isPresent();
    assertThat(
            events.find(
                new ProjectId(project), UUID.fromString("11111111-2222-4333-8444-555555555555")))
        .get()
        .extracting(EventRow::title)
        .isEqualTo("KeyError: number 1");
  }

  @Test
  void the_chart_has_their_events() {
    var trend = new IssueTrendStore(database.jdbc());
    var from = Instant.now().minusSeconds(86_400);
    assertThat(
            trend.hours(
                new OrganizationId(organization), List.of(project), List.of("unresolved"), from))
        .extracting(sum -> sum.known() + sum.fresh())
        .containsExactly(15L);
  }
}
