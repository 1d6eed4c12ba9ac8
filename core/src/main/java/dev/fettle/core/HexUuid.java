package dev.fettle.core;

import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers of 128 bits as clients spell them: 32 hexadecimal digits, with or without dashes, any
 * case.
 *
 * <p>sentry-native and sentry-cli send event ids with dashes, everybody else without; one request
 * can hold both spellings of the same id (sdk-wire 1, point 7).
 */
public final class HexUuid {
  private static final int DIGITS = 32;
  private static final int DIGITS_AND_DASHES = 36;

  private HexUuid() {}

  /**
   * The identifier, or null when the text is none. All zeros are none: sample code and clients that
   * have no id send them, and two events of such clients are two events.
   */
  public static @Nullable UUID parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String digits = text.strip();
    if (digits.length() == DIGITS_AND_DASHES && hasDashesInPlace(digits)) {
      digits = digits.replace("-", "");
    }
    if (digits.length() != DIGITS) {
      return null;
    }
    for (int index = 0; index < DIGITS; index++) {
      if (!HexFormat.isHexDigit(digits.charAt(index))) {
        return null;
      }
    }
    long most = HexFormat.fromHexDigitsToLong(digits, 0, 16);
    long least = HexFormat.fromHexDigitsToLong(digits, 16, DIGITS);
    return most == 0 && least == 0 ? null : new UUID(most, least);
  }

  /** Whether a text is the identifier that says there is none: zeros. */
  public static boolean isNil(String text) {
    String digits = text.strip();
    return digits.length() >= DIGITS && digits.chars().allMatch(unit -> unit == '0' || unit == '-');
  }

  /** 32 lower-case digits without dashes, the form every SDK and GlitchTip's API use. */
  public static String format(UUID id) {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(id.getMostSignificantBits())
        + hex.toHexDigits(id.getLeastSignificantBits());
  }

  private static boolean hasDashesInPlace(String text) {
    return text.charAt(8) == '-'
        && text.charAt(13) == '-'
        && text.charAt(18) == '-'
        && text.charAt(23) == '-';
  }
}
