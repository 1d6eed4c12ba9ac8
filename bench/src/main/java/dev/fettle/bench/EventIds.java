package dev.fettle.bench;

import java.util.UUID;

/**
 * Client event ids that look random and can be read back: each names its number within the run, so
 * that what is stored can be compared with what was acknowledged without remembering every id.
 */
final class EventIds {

  private final long seed;

  EventIds(long seed) {
    this.seed = seed;
  }

  long high(long number) {
    return mix(number + seed * 0x9E3779B97F4A7C15L);
  }

  long low(long number) {
    return number ^ mix(seed);
  }

  UUID of(long number) {
    return new UUID(high(number), low(number));
  }

  /** The number, or -1 for an id that is not of this run. */
  long numberOf(UUID id) {
    long number = id.getLeastSignificantBits() ^ mix(seed);
    return number >= 0 && high(number) == id.getMostSignificantBits() ? number : -1;
  }

  /** A bijection of 64 bits whose output looks random (the finaliser of SplitMix64). */
  static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
