package dev.fettle.core.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Severity of an event, mildest first. */
public enum Level {
  DEBUG,
  INFO,
  WARNING,
  ERROR,
  FATAL;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** Lower-case name, as SDKs and the API spell it. */
  public String wireName() {
    return wireName;
  }

  /**
   * The level a word stands for, or null. Besides the five names these are in use: {@code log}
   * (JavaScript), {@code warn}, {@code critical}, {@code trace}, {@code sample}, {@code notice},
   * and the numbers 10 to 50 of Python's logging.
   */
  public static @Nullable Level of(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "fatal", "critical", "emergency", "alert" -> FATAL;
      case "error" -> ERROR;
      case "warning", "warn" -> WARNING;
      case "info", "log", "notice" -> INFO;
      case "debug", "trace", "sample" -> DEBUG;
      default -> ofDigits(word.strip());
    };
  }

  /**
   * The level of a number on Python's scale: 10 is debug, 50 is fatal, in between counts as the
   * lower one.
   */
  public static @Nullable Level of(int number) {
    if (number < 1 || number > 100) {
      return null;
    }
    return values()[Math.clamp(number / 10 - 1, 0, 4)];
  }

  private static @Nullable Level ofDigits(String word) {
    boolean twoDigits =
        word.length() == 2
            && Character.isDigit(word.charAt(0))
            && Character.isDigit(word.charAt(1));
    return twoDigits ? of((word.charAt(0) - '0') * 10 + word.charAt(1) - '0') : null;
  }
}
