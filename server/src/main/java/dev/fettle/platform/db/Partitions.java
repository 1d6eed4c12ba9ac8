package dev.fettle.platform.db;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The partitions of one table, by the time in the UUIDv7 its rows are keyed by: made ahead, dropped
 * when all their rows are over the retention time. Thread-safe.
 *
 * <p>Planning a look-up that cannot be bounded by time, the locks it takes and the memory each
 * connection keeps for it all grow with the number of partitions, so a partition is as long as
 * leaves a table about fifteen of them. Its rows live longer than the retention time by at most
 * that length. Partitions of another length, from another version or another setting, stay as they
 * are: new ones fill the gaps between them.
 */
public final class Partitions {

  /** Days behind and ahead that always have a partition. */
  private static final int DAYS_BEHIND = 1;

  private static final int DAYS_AHEAD = 7;

  private static final int WEEK = 7;
  private static final int FOUR_WEEKS = 28;

  private final PartitionStore store;
  private final String table;
  private final InstantSource clock;
  private final Duration retention;

  /** Ranges known to have a partition, begin to end; only committed ones are in here. */
  private final NavigableMap<Instant, Instant> made = new ConcurrentSkipListMap<>();

  /**
   * Partitions of a table.
   *
   * @param table partitioned by range of a UUIDv7
   * @param retention how long rows are kept
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

  /** Days one partition holds: one to keep up to 14 days, 7 to keep up to 120, else 28. */
  static int days(Duration retention) {
    long kept = retention.toDays();
    if (kept <= 2 * WEEK) {
      return 1;
    }
    return kept <= 120 ? WEEK : FOUR_WEEKS;
  }

  /** Makes those of yesterday to next week. */
  public void makeAhead() {
    store.ranges(table).forEach(this::remember);
    var now = clock.instant();
    for (int day = -DAYS_BEHIND; day <= DAYS_AHEAD; day++) {
      make(now.plus(Duration.ofDays(day)));
    }
  }

  /**
   * Makes what rows of these times need. A log that is digested late, or a clock that was wrong,
   * brings rows of days that nobody made ahead. In a transaction of its own, so that a batch that
   * is rolled back does not take the partition with it.
   */
  public void ensureFor(Collection<Instant> times) {
    new TreeSet<>(times).forEach(this::make);
  }

  /** Drops those that are over the retention time as a whole; their names. */
  public List<String> dropOld() {
    var oldestKept = clock.instant().minus(retention);
    var dropped = new ArrayList<String>();
    for (var range : store.ranges(table)) {
      if (!range.to().isAfter(oldestKept)) {
        made.remove(range.from());
        store.drop(range);
        dropped.add(range.name());
      }
    }
    return dropped;
  }

  private void make(Instant time) {
    var known = made.floorEntry(time);
    if (known == null || !time.isBefore(known.getValue())) {
      int days = days(retention);
      var from = begin(time, days);
      remember(store.make(table, time, from, from.plus(Duration.ofDays(days))));
    }
  }

  private void remember(PartitionStore.Range range) {
    made.put(range.from(), range.to());
  }

  /** Weeks begin on Monday: the first one of the epoch was its fifth day. */
  private static Instant begin(Instant time, int days) {
    long day = LocalDate.ofInstant(time, ZoneOffset.UTC).toEpochDay();
    long first = Math.floorDiv(day + 3, (long) days) * days - 3;
    return LocalDate.ofEpochDay(first).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
