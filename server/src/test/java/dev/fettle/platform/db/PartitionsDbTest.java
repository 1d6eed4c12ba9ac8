package dev.fettle.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

class PartitionsDbTest {

  private TestDatabase database;
  private PartitionStore store;
  private Instant now = Instant.parse("2026-11-25T10:20:30Z");

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    store =
        new PartitionStore(
            database.jdbc(), new DataSourceTransactionManager(database.dataSource()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Partitions keeping(int days) {
    return new Partitions(store, "event", () -> now, Duration.ofDays(days));
  }

  private List<String> ranges() {
    return store.ranges("event").stream()
        .map(range ->
            range.from().toString().substring(0, 10) + " " + range.to().toString().substring(0, 10))
        .toList();
  }

  @Test
  void ninety_days_are_kept_in_weeks() {
    keeping(90).makeAhead();
    assertThat(ranges()).containsExactly("2026-11-23 2026-11-30", "2026-11-30 2026-12-07");
  }

  @Test
  void whatever_is_kept_there_are_few_partitions() {
    for (int kept : List.of(1, 14, 15, 90, 120, 121, 365, 3650)) {
      int partitions = kept / Partitions.days(Duration.ofDays(kept)) + 9;
      assertThat(partitions).as("%d days", kept).isLessThan(145);
    }
  }

  @Test
  void days_of_an_older_version_stay_and_weeks_fill_what_they_leave() {
    var yesterday = now;
    keeping(7).ensureFor(List.of(yesterday.minus(Duration.ofDays(1)), yesterday));
    keeping(90).makeAhead();
    assertThat(ranges())
        .containsExactly(
            "2026-11-24 2026-11-25",
            "2026-11-25 2026-11-26",
            "2026-11-26 2026-11-30",
            "2026-11-30 2026-12-07");
    keeping(90).ensureFor(List.of(Instant.parse("2026-11-23T23:59:59.999Z")));
    assertThat(ranges()).startsWith("2026-11-23 2026-11-24", "2026-11-24 2026-11-25");
  }

  @Test
  void one_is_dropped_when_its_last_row_is_old_enough() {
    var partitions = keeping(90);
    partitions.makeAhead();
    now = Instant.parse("2026-11-30T00:00:00Z").plus(Duration.ofDays(90)).minusMillis(1);
    assertThat(partitions.dropOld()).isEmpty();
    now = now.plusMillis(1);
    assertThat(partitions.dropOld()).containsExactly("event_20261123");
    assertThat(ranges()).containsExactly("2026-11-30 2026-12-07");
  }

  @Test
  void several_nodes_make_one_together() {
    var other = keeping(90);
    keeping(90).makeAhead();
    other.makeAhead();
    other.ensureFor(List.of(now, now));
    assertThat(ranges()).hasSize(2);
  }
}
