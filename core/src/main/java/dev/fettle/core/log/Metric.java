package dev.fettle.core.log;

import java.time.Instant;

/**
 * One measurement.
 *
 * @param at by the client's clock if that is credible
 * @param name at most 200 characters
 * @param unit for instance {@code millisecond}; empty for none
 */
public record Metric(Instant at, String name, Type type, String unit, double value, Origin origin) {

  /** What the value means. */
  public enum Type {
    /** Something happened that many times. */
    COUNTER,
    /** The state of something at that time. */
    GAUGE,
    /** One of many values whose distribution matters. */
    DISTRIBUTION
  }
}
