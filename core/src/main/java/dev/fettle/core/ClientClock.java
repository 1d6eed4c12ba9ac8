package dev.fettle.core;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is believed of a client's clock.
 *
 * <p>An envelope that says when it was sent ({@code sent_at}) says how wrong the clock is: it was
 * sent just before it arrived. Every time in it is moved by that distance, whether hours or years.
 * Without it, or when a time is still not credible after that, the time of arrival counts: a day
 * ahead is a wrong time zone and still tells something; more is a broken clock. A month behind is
 * as old as an offline queue gets, and inside every retention.
 *
 * @param received when the item arrived, by our clock
 * @param drift what is added to the client's times; zero when its clock is right or unknown
 */
public record ClientClock(Instant received, Duration drift) {
  /** How far a client's clock may be ahead. */
  public static final Duration MAX_AHEAD = Duration.ofDays(1);

  /** How old an item may be on arrival. */
  public static final Duration MAX_BEHIND = Duration.ofDays(30);

  /** As long as an upload takes: a difference up to this is not the clock's. */
  private static final Duration UPLOAD = Duration.ofMinutes(1);

  /** The clock of a client of whom nothing is known but when the item arrived. */
  public static ClientClock of(Instant received) {
    return new ClientClock(received, Duration.ZERO);
  }

  /**
   * The clock of a client that sent something at that time.
   *
   * @param sentAt by the client's clock; null when it does not say
   */
  public static ClientClock of(Instant received, @Nullable Instant sentAt) {
    if (sentAt == null) {
      return of(received);
    }
    var drift = Duration.between(sentAt, received);
    boolean right = drift.abs().compareTo(UPLOAD) <= 0;
    return right ? of(received) : new ClientClock(received, drift);
  }

  /** Whether times are moved. */
  public boolean drifts() {
    return !drift.isZero();
  }

  /** A client's time as ours. */
  public Instant corrected(Instant claimed) {
    try {
      return claimed.plus(drift);
    } catch (java.time.DateTimeException | ArithmeticException outOfRange) {
      return claimed;
    }
  }

  /** The client's time, corrected, if it is there and credible, else the time of arrival. */
  public Instant credible(@Nullable Instant claimed) {
    if (claimed == null) {
      return received;
    }
    var time = corrected(claimed);
    return isAhead(time) || isBehind(time) ? received : time;
  }

  /** Whether a corrected time is too far in the future. */
  public boolean isAhead(Instant time) {
    return time.isAfter(received.plus(MAX_AHEAD));
  }

  /** Whether a corrected time is too far in the past. */
  public boolean isBehind(Instant time) {
    return time.isBefore(received.minus(MAX_BEHIND));
  }
}
