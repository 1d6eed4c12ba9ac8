package dev.fettle.core;

/**
 * Texts of strangers made safe and short. Lengths are UTF-16 units; no cut splits a surrogate pair.
 */
public final class Texts {
  private static final char REPLACEMENT = '\uFFFD';

  private Texts() {}

  /**
   * Without NUL characters, lone surrogates replaced by U+FFFD. Returns the same object when there
   * are none.
   */
  public static String clean(String text) {
    for (int index = 0; index < text.length(); index++) {
      char unit = text.charAt(index);
      if (unit == 0 || Character.isSurrogate(unit)) {
        return cleanFrom(text, index);
      }
    }
    return text;
  }

  private static String cleanFrom(String text, int first) {
    StringBuilder clean = new StringBuilder(text.length()).append(text, 0, first);
    for (int index = first; index < text.length(); index++) {
      char unit = text.charAt(index);
      if (unit == 0) {
        continue;
      }
      if (!Character.isSurrogate(unit)) {
        clean.append(unit);
      } else if (Character.isHighSurrogate(unit)
          && index + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(index + 1))) {
        clean.append(unit).append(text.charAt(++index));
      } else {
        clean.append(REPLACEMENT);
      }
    }
    return clean.toString();
  }

  /** At most {@code max} units. */
  public static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    boolean splitsPair = max > 0 && Character.isHighSurrogate(text.charAt(max - 1));
    return text.substring(0, splitsPair ? max - 1 : max);
  }

  /** At most {@code max} units, the last one an ellipsis when something was cut. */
  public static String ellipsis(String text, int max) {
    return text.length() <= max ? text : cut(text, max - 1) + "…";
  }

  /** Up to the first line break. */
  public static String firstLine(String text) {
    for (int index = 0; index < text.length(); index++) {
      char unit = text.charAt(index);
      if (unit == '\n' || unit == '\r') {
        return text.substring(0, index);
      }
    }
    return text;
  }
}
