package dev.fettle.issues;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time as filters write it: {@code now}, {@code now-24h} ({@code m h d w}), an ISO date, or an
 * ISO date and time with or without a zone (then UTC). Years 1 to 9999: what is beyond would be a
 * time to Java and none to PostgreSQL.
 */
final class TimeText {

  private static final Pattern RELATIVE = Pattern.compile("now(?:-(\\d{1,6})([smhdw]))?");

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private TimeText() {}

  /** Null when it is none of these. */
  static @Nullable Instant parse(String text, Instant now) {
    return bounded(unbounded(text, now));
  }

  /** So long before now; null when that is before the first year. */
  static @Nullable Instant ago(long amount, char unit, Instant now) {
    return bounded(now.minus(duration(amount, unit)));
  }

  private static @Nullable Instant bounded(@Nullable Instant time) {
    return time == null || time.isBefore(EARLIEST) || time.isAfter(LATEST) ? null : time;
  }

  private static @Nullable Instant unbounded(String text, Instant now) {
    var relative = RELATIVE.matcher(text);
    if (relative.matches()) {
      return relative.group(1) == null
          ? now
          : now.minus(duration(Long.parseLong(relative.group(1)), relative.group(2).charAt(0)));
    }
    try {
      if (text.length() == 10) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      boolean zoned =
          text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
      return zoned
          ? OffsetDateTime.parse(text.replace(' ', 'T')).toInstant()
          : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** That many seconds, minutes, hours, days or weeks. */
  static Duration duration(long amount, char unit) {
    return switch (unit) {
      case 's' -> Duration.ofSeconds(amount);
      case 'm' -> Duration.ofMinutes(amount);
      case 'h' -> Duration.ofHours(amount);
      case 'd' -> Duration.ofDays(amount);
      default -> Duration.ofDays(7 * amount);
    };
  }
}
