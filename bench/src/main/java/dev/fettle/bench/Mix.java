package dev.fettle.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the events of a run look like, and where the search for the knee begins. */
enum Mix {
  SMALL("3k", 3_000, 300, Spread.USUAL),
  LARGE("25k", 25_000, 75, Spread.USUAL),
  /** One bug that everybody meets: every event belongs to the same issue. */
  STORM("storm", 3_000, 300, Spread.ONE),
  /** A client that makes a new issue of almost everything: 100,000 of them, each as likely. */
  WIDE("wide", 3_000, 100, Spread.WIDE);

  /** How events are spread over issues; {@link Load.Shape} says what is usual. */
  enum Spread {
    USUAL,
    ONE,
    WIDE
  }

  /** What the bars of the spine are about. */
  static final List<Mix> USUAL = List.of(SMALL, LARGE);

  private final String label;
  private final int payloadBytes;
  private final double firstRate;
  private final Spread spread;

  Mix(String label, int payloadBytes, double firstRate, Spread spread) {
    this.label = label;
    this.payloadBytes = payloadBytes;
    this.firstRate = firstRate;
    this.spread = spread;
  }

  static Mix of(String label) {
    for (var mix : values()) {
      if (mix.label.equals(label.toLowerCase(Locale.ROOT))) {
        return mix;
      }
    }
    throw new UsageException(
        "--mix is \"%s\": expected some of %s."
            .formatted(
                label, Arrays.stream(values()).map(Mix::label).collect(Collectors.joining(","))));
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

  Spread spread() {
    return spread;
  }
}
