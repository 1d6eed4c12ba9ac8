package dev.fettle.core.otlp;

import dev.fettle.core.ByteSlice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Times and identifiers as OTLP writes them. */
final class Numbers {

  private static final int NANO_DIGITS = 9;

  private Numbers() {}

  /** Nanoseconds since 1970 as seconds, every digit kept. */
  static BigDecimal seconds(long nanos) {
    return BigDecimal.valueOf(nanos, NANO_DIGITS);
  }

  static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }

  /** A number or its text; 0 when it is neither. */
  static long whole(JsonNode value) {
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    try {
      return value.isContainer() ? 0 : Long.parseUnsignedLong(value.asString("").strip());
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }

  /** The identifier in hex, or empty when it has another length or is all zeros. */
  static String id(ByteSlice bytes, int length) {
    return bytes.length() == length
        ? id(HexFormat.of().formatHex(bytes.toByteArray()), length)
        : "";
  }

  /** The same, from hex. */
  static String id(String hex, int length) {
    boolean fits = hex.length() == 2 * length && hex.chars().allMatch(HexFormat::isHexDigit);
    boolean zero = hex.chars().allMatch(digit -> digit == '0');
    return fits && !zero ? hex.toLowerCase(Locale.ROOT) : "";
  }
}
