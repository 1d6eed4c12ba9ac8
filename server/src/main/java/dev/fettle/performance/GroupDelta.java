package dev.fettle.performance;

import dev.fettle.core.trace.DurationSketch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/** What one batch adds to one group. Not thread-safe. */
final class GroupDelta {

  /** A day: sums of a hundred million of them still fit a bigint. */
  private static final long LONGEST_MICROS = 24L * 3600 * 1_000_000;

  /** What it adds to an hour of the group. */
  static final class Hour {
    private final DurationSketch durations = new DurationSketch();
    private long events;
    private long failures;
    private long micros;

    DurationSketch durations() {
      return durations;
    }

    long events() {
      return events;
    }

    long failures() {
      return failures;
    }

    long micros() {
      return micros;
    }

    private void add(TransactionRow row) {
      durations.add(row.durationMicros());
      events++;
      failures += row.failed() ? 1 : 0;
      micros += Math.min(row.durationMicros(), LONGEST_MICROS);
    }
  }

  private final long groupId;
  private final Map<Instant, Hour> hours = new TreeMap<>();
  private Instant first;
  private Instant last;

  GroupDelta(long groupId, Instant seen) {
    this.groupId = groupId;
    this.first = seen;
    this.last = seen;
  }

  void add(TransactionRow row) {
    var received = row.received();
    first = received.isBefore(first) ? received : first;
    last = received.isAfter(last) ? received : last;
    hours.computeIfAbsent(received.truncatedTo(ChronoUnit.HOURS), _ -> new Hour()).add(row);
  }

  long groupId() {
    return groupId;
  }

  Map<Instant, Hour> hours() {
    return hours;
  }

  Instant first() {
    return first;
  }

  Instant last() {
    return last;
  }

  long events() {
    return hours.values().stream().mapToLong(Hour::events).sum();
  }

  long failures() {
    return hours.values().stream().mapToLong(Hour::failures).sum();
  }

  long micros() {
    return hours.values().stream().mapToLong(Hour::micros).sum();
  }
}
