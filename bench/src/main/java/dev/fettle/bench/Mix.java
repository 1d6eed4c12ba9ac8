package dev.fettle.bench;

import java.util.Locale;

/** What the events of a run look like, and where the search for the knee begins. */
enum Mix {
  SMALL("3k", 3_000, 300),
  LARGE("25k", 25_000, 75);

  private final String label;
  private final int payloadBytes;
  private final double firstRate;

  Mix(String label, int payloadBytes, double firstRate) {
    this.label = label;
    this.payloadBytes = payloadBytes;
    this.firstRate = firstRate;
  }

  static Mix of(String label) {
    for (var mix : values()) {
      if (mix.label.equals(label.toLowerCase(Locale.ROOT))) {
        return mix;
      }
    }
    throw new UsageException("--mix is \"%s\": expected 3k or 25k.".formatted(label));
  }

  String label() {
    return label;
  }

  /** Of the event's JSON, without the envelope around it. */
  int payloadBytes() {
    return payloadBytes;
  }

  /** Events per second of the first step. */
  double firstRate() {
    return firstRate;
  }
}
