package dev.fettle.issues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.core.id.AccountId;
import dev.fettle.core.id.IssueId;
import dev.fettle.core.id.OrganizationId;
import dev.fettle.core.query.MalformedQueryException;
import dev.fettle.projects.ShortId;
import dev.fettle.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What searches find and the chart adds up, over what the digest wrote. */
class IssueSearchDbTest {

  private static TestDatabase database;
  private static Digester digester;

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
    digester = new Digester(database);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  /** A query whose keys are all tags. */
  static IssueQuery query(String text) {
    var names =
        new IssueQuery.Names() {
          @Override
          public @Nullable Long project(String slug) {
            return null;
          }

          @Override
          public @Nullable Long issue(ShortId shortId) {
            return null;
          }

          @Override
          public Set<String> tags(Set<String> keys) {
            return keys;
          }
        };
    try {
      return IssueQueryReader.read(text, names, IssueQueryTest.NOW, false);
    } catch (MalformedQueryException e) {
      throw new AssertionError(text, e);
    }
  }

  private static IssueReadStore store() {
    return new IssueReadStore(digester.jdbc);
  }

  private static IssueFilter filter(Digester.Project project, String query) {
    return new IssueFilter(
        new OrganizationId(project.organizationId()),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        query(query));
  }

  private static List<IssueReadStore.Found> search(Digester.Project project, String query) {
    var sql =
        Objects.requireNonNull(
            IssueSearch.firstPage(
                filter(project, query),
                List.of(project.id()),
                IssueSort.DEFAULT,
                3,
                1_000,
                digester.now));
    return store().find(sql);
  }

  @Test
  void every_value_of_a_tag_finds_its_issue_however_many_there_are() {
    var project = digester.project();
    var events = new ArrayList<String>();
    for (int n = 0; n < 130; n++) {
      events.add(
          Digester.error(
              "CapError",
              "\"tags\":{\"order\":\"o-%d\"},\"user\":{\"id\":\"%d\"}".formatted(n, 1000 + n)));
    }
    digester.write(project, events.toArray(String[]::new));
    digester.write(project, events.subList(90, 130).toArray(String[]::new));
    for (int n = 0; n < 130; n++) {
      assertThat(search(project, "order:o-" + n)).hasSize(1);
      assertThat(search(project, "user.id:" + (1000 + n))).hasSize(1);
    }
    assertThat(search(project, "order:o-130")).isEmpty();
    assertThat(search(project, "!order:o-129")).isEmpty();
    assertThat(search(project, "has:order")).hasSize(1);
    assertThat(search(project, "has:orders")).isEmpty();
    var order =
        new EventReadStore(digester.jdbc, () -> digester.now)
            .tags(new IssueId(search(project, "has:order").getFirst().id()), "order");
    assertThat(order).hasSize(IssueTagStore.MOST_VALUES + 1);
    assertThat(order.stream().mapToLong(EventReadStore.TagValue::distinct).sum()).isEqualTo(130);
    assertThat(order.stream().mapToLong(EventReadStore.TagValue::events).sum()).isEqualTo(170);
  }

  @Test
  void a_value_of_another_organization_or_key_is_not_found() {
    var mine = digester.project();
    var theirs = digester.project();
    digester.write(mine, Digester.error("KeyError", "\"tags\":{\"a\":\"bc\"}"));
    digester.write(theirs, Digester.error("KeyError", "\"tags\":{\"ab\":\"c\"}"));
    assertThat(search(mine, "a:bc")).hasSize(1);
    assertThat(search(mine, "ab:c")).isEmpty();
    assertThat(search(theirs, "a:bc")).isEmpty();
    assertThat(search(theirs, "has:a")).isEmpty();
    assertThat(store().tags(new OrganizationId(mine.organizationId()), List.of("a", "ab", "c")))
        .containsExactly("a");
  }

  @Test
  void the_first_page_knows_how_many_there_are() {
    var project = digester.project();
    for (int n = 0; n < 7; n++) {
      digester.write(
          project,
          Digester.error("Kind" + n + "Error", "\"tags\":{\"even\":\"%b\"}".formatted(n % 2 == 0)));
    }
    assertThat(search(project, "is:unresolved"))
        .hasSize(3)
        .allSatisfy(row -> assertThat(row.hits()).isEqualTo(7));
    assertThat(search(project, "even:true").getFirst().hits()).isEqualTo(4);
    assertThat(search(project, "kind3").getFirst().hits()).isEqualTo(1);
  }

  private static long total(Digester.Project project, String status, boolean daily) {
    var trend = new IssueTrendStore(digester.jdbc);
    var from =
        daily
            ? digester.now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(13))
            : digester.now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(23));
    var sums =
        daily
            ? trend.days(List.of(project.id()), List.of(status), from)
            : trend.hours(
                new OrganizationId(project.organizationId()),
                List.of(project.id()),
                List.of(status),
                from);
    return sums.stream().mapToLong(sum -> sum.known() + sum.fresh()).sum();
  }

  @Test
  void the_chart_follows_an_issue_through_its_statuses() {
    digester.now = Instant.parse("2026-11-25T10:20:30Z");
    var project = digester.project();
    digester.write(
        project,
        Digester.error("KeyError", ""),
        Digester.error("KeyError", ""),
        Digester.error("TypeError", ""));
    var changes = new IssueChangeStore(digester.jdbc, _ -> {});
    var key = search(project, "KeyError").stream().map(IssueReadStore.Found::id).toList();
    for (boolean daily : new boolean[] {true, false}) {
      assertThat(total(project, "unresolved", daily)).isEqualTo(3);
    }
    digester.transactions.executeWithoutResult(_ ->
        changes.setStatus(
            new OrganizationId(project.organizationId()),
            key,
            "resolved",
            new AccountId(account()),
            digester.now));
    for (boolean daily : new boolean[] {true, false}) {
      assertThat(total(project, "unresolved", daily)).isEqualTo(1);
      assertThat(total(project, "resolved", daily)).isEqualTo(2);
    }
    digester.write(project, Digester.error("KeyError", ""));
    for (boolean daily : new boolean[] {true, false}) {
      assertThat(total(project, "unresolved", daily)).isEqualTo(4);
      assertThat(total(project, "resolved", daily)).isZero();
    }
    digester.transactions.executeWithoutResult(
        _ -> changes.delete(new OrganizationId(project.organizationId()), key, digester.now));
    for (boolean daily : new boolean[] {true, false}) {
      assertThat(total(project, "unresolved", daily)).isEqualTo(1);
    }
  }

  private static long account() {
    return digester.number(
        "INSERT INTO account (email, email_key, created_at) VALUES ('a@b', 'a@b', now()) RETURNING id");
  }

  @Test
  void the_chart_tells_events_of_new_issues_from_others() {
    digester.now = Instant.parse("2026-11-01T10:20:30Z");
    var project = digester.project();
    digester.write(project, Digester.error("OldError", ""));
    digester.now = Instant.parse("2026-11-25T10:20:30Z");
    digester.write(project, Digester.error("OldError", ""), Digester.error("NewError", ""));
    var trend = new IssueTrendStore(digester.jdbc);
    assertThat(
            trend
                .days(
                    List.of(project.id()),
                    List.of("unresolved"),
                    Instant.parse("2026-11-12T00:00:00Z"))
                .stream()
                .map(sum -> sum.known() + " " + sum.fresh()))
        .containsExactly("1 1");
    assertThat(
            trend
                .hours(
                    new OrganizationId(project.organizationId()),
                    List.of(project.id()),
                    List.of("unresolved"),
                    Instant.parse("2026-11-24T11:00:00Z"))
                .stream()
                .map(sum -> sum.known() + " " + sum.fresh()))
        .containsExactly("1 1");
  }
}
