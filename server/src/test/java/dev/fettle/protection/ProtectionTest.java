package dev.fettle.protection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.id.OrganizationId;
import dev.fettle.projects.ProjectKey.RateLimit;
import dev.fettle.testkit.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes that know each other's rules. */
class ProtectionTest {

  private volatile Instant now = Instant.parse("2026-11-23T10:00:00Z");
  private final TestDatabase database = TestDatabase.create();
  private final IntakeRulesStore store = new IntakeRulesStore(database.jdbc());
  private final Protection node = new Protection(store, () -> now);
  private final long organization =
      insert("INSERT INTO organization (name, slug, created_at) VALUES ('a', 'a', now())");
  private final long project =
      insert(
          "INSERT INTO project (organization_id, slug, name, created_at) VALUES (%d, 'a', 'a', now())"
              .formatted(organization));

  private long insert(String sql) {
    return database.jdbc().sql(sql + " RETURNING id").query(Long.class).single();
  }

  @AfterEach
  void close_the_database() {
    database.close();
  }

  private static IntakeRules unwanted(String address) {
    return new IntakeRules(
        Set.of(),
        List.of(),
        List.of(),
        List.of(address),
        IntakeRules.DEFAULT.scrubbing(),
        List.of("*"),
        true,
        new RateLimit(5, 60));
  }

  @Test
  void a_change_of_another_node_is_seen_when_it_is_asked_for() {
    assertThat(node.of(project).rejectsAddress("10.0.0.1")).isFalse();
    store.save(project, unwanted("10.0.0.1"), now.minusSeconds(2));
    assertThat(node.of(project).rejectsAddress("10.0.0.1")).isFalse();

    node.forgetChanged();

    assertThat(node.of(project).rejectsAddress("10.0.0.1")).isTrue();
    assertThat(node.of(project).rateLimit()).isEqualTo(new RateLimit(5, 60));
  }

  @Test
  void a_second_change_is_seen_too_and_an_old_one_is_read_once() {
    store.save(project, unwanted("10.0.0.1"), now);
    node.forgetChanged();
    var first = node.of(project);
    now = now.plusSeconds(1);
    node.forgetChanged();
    assertThat(node.of(project)).isSameAs(first);

    store.save(project, unwanted("10.0.0.2"), now);
    node.forgetChanged();

    assertThat(node.of(project).rejectsAddress("10.0.0.2")).isTrue();
  }

  @Test
  void a_limit_of_the_organization_concerns_its_projects_and_can_be_taken_away() {
    assertThat(node.of(project).organizationLimit()).isNull();
    store.saveOrganizationLimit(new OrganizationId(organization), new RateLimit(7, 60), now);
    node.forgetChanged();
    assertThat(node.of(project).organizationLimit()).isEqualTo(new RateLimit(7, 60));

    now = now.plusSeconds(1);
    store.saveOrganizationLimit(new OrganizationId(organization), null, now);
    node.forgetChanged();

    assertThat(node.of(project).organizationLimit()).isNull();
    assertThat(store.organizationLimit(new OrganizationId(organization))).isEmpty();
  }

  @Test
  void the_digest_filters_nothing_while_the_database_is_away_and_old_rules_stand() {
    store.save(project, unwanted("10.0.0.1"), now);
    assertThat(node.of(project).rejectsAddress("10.0.0.1")).isTrue();
    database.dataSource().close();

    assertThat(node.of(project).rejectsAddress("10.0.0.1")).isTrue();
    assertThat(node.ofOrDefault(project + 1).filtersNothing()).isTrue();
  }
}
