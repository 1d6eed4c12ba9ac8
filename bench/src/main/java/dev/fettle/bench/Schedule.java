package dev.fettle.bench;

import java.time.Duration;

/**
 * When each event of a step is due, fixed before the step begins: a slow server does not slow the
 * schedule, and latency counts from the due time, so that waiting in the generator is not hidden.
 *
 * @param startNanos in the time of {@link System#nanoTime}
 * @param eventsPerSecond infinite: everything is due at once
 */
record Schedule(long startNanos, double eventsPerSecond, long count) {

  static Schedule constant(long startNanos, double eventsPerSecond, Duration length) {
    long count = Math.max(1, Math.round(eventsPerSecond * length.toNanos() / 1e9));
    return new Schedule(startNanos, eventsPerSecond, count);
  }

  static Schedule atOnce(long startNanos, long count) {
    return new Schedule(startNanos, Double.POSITIVE_INFINITY, count);
  }

  long dueNanos(long index) {
    return startNanos + (long) (index * 1e9 / eventsPerSecond);
  }
}
