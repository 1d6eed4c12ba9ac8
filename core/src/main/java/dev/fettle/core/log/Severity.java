package dev.fettle.core.log;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How severe a log is, in OpenTelemetry's numbers (Logs Data Model, "Severity Fields"): four for
 * each level, 1 to 24.
 */
public enum Severity {
  TRACE(1),
  DEBUG(5),
  INFO(9),
  WARN(13),
  ERROR(17),
  FATAL(21);

  private static final int MOST = 24;

  private final int number;

  Severity(int number) {
    this.number = number;
  }

  /** The level of a number from 1 to 24. */
  public static Severity of(int number) {
    Severity level = TRACE;
    for (var next : values()) {
      if (next.number <= number) {
        level = next;
      }
    }
    return level;
  }

  /** The level's first number. */
  public int number() {
    return number;
  }

  /** Lower case, as SDKs write it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The number a client means: the number itself, else the one of the word, else that of info. */
  static int number(@Nullable Long number, @Nullable String word) {
    if (number != null && number >= 1 && number <= MOST) {
      return number.intValue();
    }
    return switch (word == null ? "" : word.toLowerCase(Locale.ROOT)) {
      case "trace" -> TRACE.number();
      case "debug" -> DEBUG.number();
      case "warn", "warning" -> WARN.number();
      case "error" -> ERROR.number();
      case "fatal", "critical" -> FATAL.number();
      default -> INFO.number();
    };
  }
}
