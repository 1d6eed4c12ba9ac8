package dev.fettle.core;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Points in time as clients write them (sdk-wire 8.1): seconds as a number or a numeric text, or
 * RFC 3339 with any number of fraction digits, {@code T} or a blank in the middle, and {@code Z},
 * an offset, or no zone at all (legacy Java and raven), which means UTC.
 *
 * <p>A number too large to be seconds is taken for milliseconds, microseconds or nanoseconds: some
 * SDKs send {@code Date.now()} unchanged.
 */
public final class LenientTime {
  /** Seconds beyond this are the year 5138; such a number is milliseconds or finer. */
  private static final BigDecimal LARGEST_SECONDS = BigDecimal.valueOf(100_000_000_000L);

  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private LenientTime() {}

  /** The time a JSON value stands for, or null when it stands for none between 1970 and 9999. */
  public static @Nullable Instant parse(@Nullable JsonNode node) {
    if (node == null) {
      return null;
    }
    if (node.isNumber()) {
      return ofNumber(node.decimalValue());
    }
    return node.isString() ? parse(node.stringValue()) : null;
  }

  /** The time a text stands for, or null when it stands for none between 1970 and 9999. */
  public static @Nullable Instant parse(String raw) {
    String text = raw.strip();
    if (text.length() < 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return ofNumericText(text);
    }
    try {
      return inRange(ofIso(text));
    } catch (DateTimeException | NumberFormatException notATime) {
      return null;
    }
  }

  /** The time so much later; where that is none between 1970 and 9999, the time as it is. */
  public static Instant moved(Instant time, Duration by) {
    try {
      var moved = inRange(time.plus(by));
      return moved == null ? time : moved;
    } catch (DateTimeException | ArithmeticException outOfRange) {
      return time;
    }
  }

  private static Instant ofIso(String text) {
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    if (text.length() == 10) {
      return LocalDateTime.of(year, month, day, 0, 0).toInstant(ZoneOffset.UTC);
    }
    char separator = text.charAt(10);
    if ((separator != 'T' && separator != 't' && separator != ' ')
        || text.length() < 16
        || text.charAt(13) != ':') {
      throw new DateTimeException("not a date and time");
    }
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = 0;
    int nano = 0;
    int position = 16;
    if (position < text.length() && text.charAt(position) == ':') {
      if (text.length() < 19) {
        throw new DateTimeException("seconds are missing");
      }
      second = Math.min(digits(text, 17, 19), 59); // a leap second is the last second of its minute
      position = 19;
    }
    if (position < text.length()
        && (text.charAt(position) == '.' || text.charAt(position) == ',')) {
      int end = position + 1;
      while (end < text.length() && Character.isDigit(text.charAt(end))) {
        end++;
      }
      nano = fraction(text, position + 1, end);
      position = end;
    }
    ZoneOffset offset = offset(text.substring(position).strip());
    return LocalDateTime.of(year, month, day, hour, minute, second, nano).toInstant(offset);
  }

  private static ZoneOffset offset(String zone) {
    return switch (zone) {
      case "", "Z", "z", "UTC", "GMT" -> ZoneOffset.UTC;
      default -> ZoneOffset.of(zone);
    };
  }

  private static int fraction(String text, int from, int to) {
    int nano = 0;
    for (int digit = 0; digit < 9; digit++) {
      nano = nano * 10 + (from + digit < to ? text.charAt(from + digit) - '0' : 0);
    }
    return nano;
  }

  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int index = from; index < to; index++) {
      char digit = text.charAt(index);
      if (digit < '0' || digit > '9') {
        throw new DateTimeException("not a digit");
      }
      value = value * 10 + digit - '0';
    }
    return value;
  }

  private static @Nullable Instant ofNumericText(String text) {
    if (text.isEmpty() || text.length() > 40) {
      return null;
    }
    try {
      return ofNumber(new BigDecimal(text));
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private static @Nullable Instant ofNumber(BigDecimal number) {
    // An exponent out of all proportion would make the arithmetic below run for minutes.
    if (number.signum() < 0 || number.precision() - number.scale() > 20 || number.scale() > 400) {
      return null;
    }
    BigDecimal seconds = number;
    while (seconds.compareTo(LARGEST_SECONDS) >= 0) {
      seconds = seconds.movePointLeft(3);
    }
    long whole = seconds.longValue();
    int nano =
        seconds
            .subtract(BigDecimal.valueOf(whole))
            .movePointRight(9)
            .setScale(0, RoundingMode.DOWN)
            .intValue();
    return inRange(Instant.ofEpochSecond(whole, nano));
  }

  private static @Nullable Instant inRange(Instant time) {
    return time.isBefore(EARLIEST) || time.isAfter(LATEST) ? null : time;
  }
}
