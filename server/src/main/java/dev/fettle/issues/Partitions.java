package dev.fettle.issues;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The daily partitions of {@code event}, by UTC day of receipt: made ahead, dropped after the
 * retention time. Thread-safe.
 */
final class Partitions {

  /** Days behind and ahead that always have a partition. */
  private static final int DAYS_BEHIND = 1;

  private static final int DAYS_AHEAD = 7;

  private final PartitionStore store;
  private final InstantSource clock;
  private final Duration retention;

  /** Days known to have a partition; only committed ones are in here. */
  private final Set<LocalDate> made = ConcurrentHashMap.newKeySet();

  Partitions(PartitionStore store, InstantSource clock, Duration retention) {
    this.store = store;
    this.clock = clock;
    this.retention = retention;
  }

  /** Makes yesterday's to next week's. */
  void makeAhead() {
    var today = today();
    for (int day = -DAYS_BEHIND; day <= DAYS_AHEAD; day++) {
      make(today.plusDays(day));
    }
  }

  /**
   * Makes what these events need. A log that is digested late, or a clock that was wrong, brings
   * events of days that nobody made ahead. In a transaction of its own, so that a batch that is
   * rolled back does not take the partition with it.
   */
  void ensureFor(List<PreparedEvent> events) {
    var days = new TreeSet<LocalDate>();
    for (var event : events) {
      days.add(LocalDate.ofInstant(event.received(), ZoneOffset.UTC));
    }
    days.forEach(this::make);
  }

  /** Drops the days that are over the retention time; those dropped. */
  List<LocalDate> dropOld() {
    var oldestKept = LocalDate.ofInstant(clock.instant().minus(retention), ZoneOffset.UTC);
    var dropped = new ArrayList<LocalDate>();
    for (var day : store.days()) {
      if (day.isBefore(oldestKept)) {
        made.remove(day);
        store.drop(day);
        dropped.add(day);
      }
    }
    return dropped;
  }

  private void make(LocalDate day) {
    if (!made.contains(day)) {
      store.make(day);
      made.add(day);
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
