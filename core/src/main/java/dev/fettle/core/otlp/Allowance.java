package dev.fettle.core.otlp;

/**
 * How many values one entry may still have, all its attributes, events and links together: a value
 * of two bytes on the wire is a hundred in memory.
 */
final class Allowance {

  private static final int MAX_VALUES = 20_000;

  private int left = MAX_VALUES;

  /** Whether there is room for one more. */
  boolean take() {
    left--;
    return left >= 0;
  }
}
