package dev.fettle.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

  /** A folder that once kept days: each look-up locks every partition and its indexes. */
  @Test
  void four_hundred_partitions_leave_room_for_the_locks_of_six_look_ups() throws Exception {
    var days = new ArrayList<Instant>();
    for (int day = 0; day < 400; day++) {
      days.add(now.minus(Duration.ofDays(day)));
    }
    keeping(14).ensureFor(days);
    assertThat(store.ranges("event")).hasSize(400);
    var together = new CyclicBarrier(6);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var lookUps = new ArrayList<Callable<Long>>();
      for (int i = 0; i < 6; i++) {
        lookUps.add(() ->
            database
                .transactions()
                .execute(_ -> {
                  var found =
                      database
                          .jdbc()
                          .sql("SELECT count(*) FROM event WHERE event_id = gen_random_uuid()")
                          .query(Long.class)
                          .single();
                  await(together); // all hold their locks
                  return found;
                }));
      }
      for (var lookUp : threads.invokeAll(lookUps)) {
        assertThat(lookUp.get()).isZero();
      }
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
