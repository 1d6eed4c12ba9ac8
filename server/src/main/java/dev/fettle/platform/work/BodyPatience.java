package dev.fettle.platform.work;

import dev.fettle.platform.config.Settings;
import java.util.concurrent.TimeUnit;

/**
 * How long a client may take for a whole request body, or for taking an answer. A pause is the
 * server's idle timeout to end; whoever sends a byte before each of those is ended by this.
 */
public record BodyPatience(long nanos) {

  /** A client has the time of the setting, and a second more for each so many bytes. */
  static final int SLOWEST_BYTES_PER_SECOND = 16 * 1024;

  static BodyPatience from(Settings settings) {
    int seconds =
        settings.integer(
            "FETTLE_BODY_SECONDS",
            60,
            1,
            3600,
            "How long a whole request body may take; a second more for each 16 KiB received. Slower clients get 408. An answer may wait as long for its reader, and the head of a request takes 15 seconds at most.");
    return new BodyPatience(TimeUnit.SECONDS.toNanos(seconds));
  }

  /**
   * Whether a body is late.
   *
   * @param begin {@link System#nanoTime} when it began
   * @param bytes what has come since
   */
  public boolean isOver(long begin, long bytes) {
    return isOverAfter(System.nanoTime() - begin, bytes);
  }

  /** The same after so much time. */
  public boolean isOverAfter(long elapsedNanos, long bytes) {
    long earned = TimeUnit.SECONDS.toNanos(1) / SLOWEST_BYTES_PER_SECOND * bytes;
    return elapsedNanos > nanos + earned;
  }
}
