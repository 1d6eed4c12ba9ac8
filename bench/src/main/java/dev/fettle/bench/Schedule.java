package dev.fettle.bench;

import java.time.Duration;

/** When each event of a step is due. */
sealed interface Schedule {

  /** In the time of {@link System#nanoTime}. */
  long startNanos();

  /** How many there are; a step that ends by time has none left then. */
  long count();

  /** When the event of that index is due, which may be now. */
  long dueNanos(long index);

  static Schedule constant(long startNanos, double eventsPerSecond, Duration length) {
    long count = Math.max(1, Math.round(eventsPerSecond * length.toNanos() / 1e9));
    return new Fixed(startNanos, eventsPerSecond, count);
  }

  static Schedule atOnce(long startNanos, long count) {
    return new Fixed(startNanos, Double.POSITIVE_INFINITY, count);
  }

  /**
   * Fixed before the step begins: a slow server does not slow the schedule, and latency counts from
   * the due time, so that waiting in the generator is not hidden.
   *
   * @param eventsPerSecond infinite: everything is due at once
   */
  record Fixed(long startNanos, double eventsPerSecond, long count) implements Schedule {

    @Override
    public long dueNanos(long index) {
      return startNanos + (long) (index * 1e9 / eventsPerSecond);
    }
  }

  /** As fast as the server digests: an event is due as soon as there is room before it. */
  record Paced(long startNanos, Duration length, Room room) implements Schedule {

    private static final long LOOK_AGAIN_NANOS = 2_000_000;

    /** How many events of the step may have been sent by now. */
    interface Room {

      long events();
    }

    @Override
    public long count() {
      return System.nanoTime() - startNanos < length.toNanos() ? Long.MAX_VALUE : 0;
    }

    @Override
    public long dueNanos(long index) {
      long now = System.nanoTime();
      return index < room.events() ? now : now + LOOK_AGAIN_NANOS;
    }
  }
}
