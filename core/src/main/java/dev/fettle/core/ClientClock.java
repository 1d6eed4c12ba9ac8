package dev.fettle.core;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is believed of a client's clock. A day ahead is a wrong time zone and still tells something;
 * more is a broken clock. A month behind is as old as an offline queue gets, and inside every
 * retention.
 */
public final class ClientClock {
  /** How far a client's clock may be ahead. */
  public static final Duration MAX_AHEAD = Duration.ofDays(1);

  /** How old an item may be on arrival. */
  public static final Duration MAX_BEHIND = Duration.ofDays(30);

  private ClientClock() {}

  /** The client's time if it is there and credible, else the time of arrival. */
  public static Instant credible(@Nullable Instant claimed, Instant received) {
    return claimed == null
            || claimed.isAfter(received.plus(MAX_AHEAD))
            || claimed.isBefore(received.minus(MAX_BEHIND))
        ? received
        : claimed;
  }
}
