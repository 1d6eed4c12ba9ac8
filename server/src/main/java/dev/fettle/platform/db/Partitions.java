package dev.fettle.platform.db;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The daily partitions of one table, by the UTC day in the UUIDv7 its rows are keyed by: made
 * ahead, dropped after the retention time. Thread-safe.
 */
public final class Partitions {

  /** Days behind and ahead that always have a partition. */
  private static final int DAYS_BEHIND = 1;

  private static final int DAYS_AHEAD = 7;

  private final PartitionStore store;
  private final String table;
  private final InstantSource clock;
  private final Duration retention;

  /** Days known to have a partition; only committed ones are in here. */
  private final Set<LocalDate> made = ConcurrentHashMap.newKeySet();

  /**
   * Partitions of a table.
   *
   * @param table partitioned by range of a UUIDv7
   * @param retention how long rows are kept, in whole days rounded up
   */
  public Partitions(PartitionStore store, String table, InstantSource clock, Duration retention) {
    this.store = store;
    this.table = table;
    this.clock = clock;
    this.retention = retention;
  }

  /** The partitioned table. */
  public String table() {
    return table;
  }

  /** Makes yesterday's to next week's. */
  public void makeAhead() {
    var today = day(clock.instant());
    for (int day = -DAYS_BEHIND; day <= DAYS_AHEAD; day++) {
      make(today.plusDays(day));
    }
  }

  /**
   * Makes what rows of these times need. A log that is digested late, or a clock that was wrong,
   * brings rows of days that nobody made ahead. In a transaction of its own, so that a batch that
   * is rolled back does not take the partition with it.
   */
  public void ensureFor(Collection<Instant> times) {
    var days = new TreeSet<LocalDate>();
    for (var time : times) {
      days.add(day(time));
    }
    days.forEach(this::make);
  }

  /** Drops the days that are over the retention time; those dropped. */
  public List<LocalDate> dropOld() {
    var oldestKept = day(clock.instant().minus(retention));
    var dropped = new ArrayList<LocalDate>();
    for (var day : store.days(table)) {
      if (day.isBefore(oldestKept)) {
        made.remove(day);
        store.drop(table, day);
        dropped.add(day);
      }
    }
    return dropped;
  }

  private void make(LocalDate day) {
    if (!made.contains(day)) {
      store.make(table, day);
      made.add(day);
    }
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
