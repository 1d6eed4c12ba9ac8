package dev.fettle.issues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.platform.db.Erasure;
import dev.fettle.platform.db.Partitions;
import dev.fettle.platform.db.Retention;
import dev.fettle.platform.db.TableLife;
import dev.fettle.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A table that was kept for more than a year in partitions of a day, before they became longer. */
class ManyPartitionsDbTest {

  private static final int DAYS = 400;

  @Test
  void events_are_written_expired_and_erased_over_four_hundred_partitions() {
    try (var database = TestDatabase.create()) {
      var digester = new Digester(database);
      var days = new ArrayList<Instant>();
      for (int day = 0; day < DAYS; day++) {
        days.add(digester.now.minus(Duration.ofDays(day)));
      }
      var daily =
          new Partitions(digester.partitionStore, "event", () -> digester.now, Duration.ofDays(14));
      daily.ensureFor(days);
      assertThat(digester.partitionStore.ranges("event")).hasSize(DAYS);
      var now = digester.now;
      var project = digester.project();
      for (int day = DAYS - 1; day >= 0; day -= 57) {
        digester.now = now.minus(Duration.ofDays(day));
        var id = Digester.eventId(new UUID(7, day));
        digester.write(project, Digester.error("KeyError", id), Digester.error("KeyError", id));
      }
      digester.now = now;
      var counts = "SELECT count(*) FROM event WHERE project_id = :id";
      assertThat(digester.number(counts, project.id())).isEqualTo(8);

      var changes = new IssueChangeStore(database.jdbc(), _ -> {});
      digester.transactions.executeWithoutResult(
          _ -> changes.expire(now.plus(Duration.ofDays(1)), now));
      var deleted = changes.someDeleted();
      assertThat(deleted).hasSize(1);
      var erasure =
          new Erasure(
              database.jdbc(),
              digester.partitionStore,
              new Retention.All(
                  List.of(
                      TableLife.of("issue").kept(""),
                      TableLife.of("event").partitioned(daily, "").ownedBy("issue", "issue_id"))));
      assertThat(erasure.erase("issue", deleted, () -> true, (table, rows) -> {})).isTrue();
      assertThat(digester.number(counts, project.id())).isZero();
      assertThat(daily.dropOld()).hasSizeGreaterThan(300);
    }
  }
}
