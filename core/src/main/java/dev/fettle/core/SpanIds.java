package dev.fettle.core;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Span ids: 64 bits, 16 hexadecimal digits on the wire. */
public final class SpanIds {
  private static final int DIGITS = 16;

  private SpanIds() {}

  /** The id; null when the text is none or all zeros, which stands for "no span". */
  public static @Nullable Long parse(String text) {
    var digits = text.strip();
    if (digits.length() != DIGITS) {
      return null;
    }
    for (int index = 0; index < DIGITS; index++) {
      if (!HexFormat.isHexDigit(digits.charAt(index))) {
        return null;
      }
    }
    long id = HexFormat.fromHexDigitsToLong(digits);
    return id == 0 ? null : (Long) id;
  }

  /** 16 lower-case digits. */
  public static String format(long id) {
    return HexFormat.of().toHexDigits(id);
  }
}
