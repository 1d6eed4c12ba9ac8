package dev.fettle.platform.outbox;

import dev.fettle.core.Texts;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what happens after an attempt: a receipt, another attempt later, or the end with a cause
 * that stays in the row. Thread-safe.
 */
final class Retries {

  private static final Logger LOG = LoggerFactory.getLogger(Retries.class);

  private static final Duration FIRST_DELAY = Duration.ofSeconds(30);
  private static final Duration LONGEST_DELAY = Duration.ofHours(1);

  /** Of one message; its usefulness usually ends first. */
  static final int MOST_FAILURES = 80;

  /** Attempts that nobody saw the end of: the message may be what ends the process. */
  static final int MOST_DEATHS = 3;

  private static final int MAX_CAUSE = 500;

  private final OutboxStore store;
  private final InstantSource clock;
  private final String channel;
  private final OutboxMeters meters;

  Retries(OutboxStore store, InstantSource clock, String channel, OutboxMeters meters) {
    this.meters = meters;
    this.store = store;
    this.clock = clock;
    this.channel = channel;
  }

  /** Whether to try at all; if not, it is given up. */
  boolean isWorthTrying(Parcel parcel) {
    if (clock.instant().isAfter(parcel.expiresAt())) {
      giveUp(parcel, "It is too late: it was of use until " + parcel.expiresAt());
      return false;
    }
    if (parcel.attempt() - 1 - parcel.failures() >= MOST_DEATHS) {
      giveUp(parcel, "The process ended %d times while it delivered this".formatted(MOST_DEATHS));
      return false;
    }
    return true;
  }

  void note(Parcel parcel, Delivery delivery) {
    switch (delivery) {
      case Delivery.Delivered _ -> {
        store.delivered(parcel, clock.instant());
        meters.count(channel, OutboxMeters.Outcome.DELIVERED);
      }
      case Delivery.Pointless pointless -> {
        store.pointless(parcel, line(pointless.cause()), clock.instant());
        meters.count(channel, OutboxMeters.Outcome.POINTLESS);
      }
      case Delivery.Refused refused -> giveUp(parcel, refused.cause());
      case Delivery.Failed failed -> later(parcel, failed.cause());
      case Delivery.Away away -> later(parcel, away.cause());
    }
  }

  private void later(Parcel parcel, String cause) {
    var dueAt = clock.instant().plus(doubled(FIRST_DELAY, parcel.failures(), LONGEST_DELAY));
    if (parcel.failures() + 1 >= MOST_FAILURES || dueAt.isAfter(parcel.expiresAt())) {
      giveUp(parcel, cause);
    } else {
      store.postpone(parcel, line(cause), dueAt);
      meters.count(channel, OutboxMeters.Outcome.POSTPONED);
    }
  }

  private void giveUp(Parcel parcel, String cause) {
    store.giveUp(parcel, line(cause), clock.instant());
    meters.count(channel, OutboxMeters.Outcome.GIVEN_UP);
    LOG.warn(
        "Gave up message {} of {} after {} attempts: {}",
        parcel.id(),
        channel,
        parcel.attempt(),
        line(cause));
  }

  /** The first, doubled so often, but not more than the longest. */
  static Duration doubled(Duration first, int times, Duration longest) {
    var delay = first.multipliedBy(1L << Math.min(times, 20));
    return delay.compareTo(longest) < 0 ? delay : longest;
  }

  /** Other people's texts, in one line of the log. */
  private static String line(String cause) {
    return Texts.cut(cause.replaceAll("\\p{Cntrl}+", " ").strip(), MAX_CAUSE);
  }
}
