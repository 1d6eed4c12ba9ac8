package dev.fettle.platform.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * Counts what becomes of attempts to deliver, for who watches the installation: {@code given_up}
 * should not grow, and {@code postponed} not faster than {@code delivered}. Thread-safe.
 */
final class OutboxMeters {

  private final MeterRegistry registry;

  OutboxMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Shows a channel before anything happened. */
  void show(String channel) {
    for (var outcome : Outcome.values()) {
      counter(channel, outcome);
    }
  }

  void count(String channel, Outcome outcome) {
    counter(channel, outcome).increment();
  }

  private Counter counter(String channel, Outcome outcome) {
    return Counter.builder("fettle.outbox.attempts")
        .description("What became of attempts of this node to deliver messages")
        .tag("channel", channel)
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  /** Of an attempt; all but the last are the end of a message. */
  enum Outcome {
    DELIVERED,
    POINTLESS,
    GIVEN_UP,
    POSTPONED
  }
}
