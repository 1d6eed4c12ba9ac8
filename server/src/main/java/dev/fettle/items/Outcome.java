package dev.fettle.items;

import java.util.Locale;

/**
 * What became of an item; the name in lower case is what {@code outcome_hour} and the metrics
 * store.
 */
public enum Outcome {
  /** Stored. */
  ACCEPTED,
  /** Not wanted by a rule of the project. */
  FILTERED,
  /** Over a limit; the client was told to wait. */
  RATE_LIMITED,
  /** Cannot be understood. */
  INVALID,
  /** Understood and not kept: a duplicate, or a type that no feature keeps yet. */
  DROPPED,
  /** The client's own report of what it did not send. */
  CLIENT_DISCARD,
  /** Our fault: kept aside with its bytes for another try. */
  SET_ASIDE;

  /** The stored spelling. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
