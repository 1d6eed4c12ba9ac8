package dev.fettle.core.scrub;

import dev.fettle.core.scrub.FieldNames.Kind;

/** Whether a value is a secret, given what its name said. */
final class SecretValues {

  /** Bytes of a value that are looked at; a longer one is no word. */
  static final int LONGEST_LOOK = 512;

  private static final int SHORTEST_MIXED = 6;
  private static final int SHORTEST_WORD = 16;
  private static final int SHORTEST_PIN = 3;
  private static final int LONGEST_PIN = 12;

  private SecretValues() {}

  /** Whether the bytes, without quotation marks, are to be hidden. */
  static boolean isSecret(Kind kind, byte[] bytes, int from, int to) {
    return switch (kind) {
      case SENSITIVE -> true;
      case LIKELY -> isToken(bytes, from, to);
      case PIN -> isPin(bytes, from, to) || isToken(bytes, from, to);
      case CONNECTION -> isConnection(bytes, from, to);
      case PLAIN, SAFE, ADDRESS, IDENTIFIER -> false;
    };
  }

  /**
   * One piece that nobody would say: with a digit in it, or long. No word ({@code expired}), no
   * sentence, no date, address, path or signature of a method.
   */
  static boolean isToken(byte[] bytes, int from, int to) {
    if (to - from > LONGEST_LOOK) {
      return true;
    }
    boolean digit = false;
    boolean punctuated = false;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if ((b >= 0 && b <= ' ') || b == '(' || b == '<' || b == '{') {
        return false;
      }
      digit |= b >= '0' && b <= '9';
      punctuated |= b == '.' || b == ':' || b == '/' || b == ',';
    }
    if (!digit) {
      return to - from >= SHORTEST_WORD && !punctuated;
    }
    return to - from >= SHORTEST_MIXED
        && bytes[from] != '/'
        && !isDate(bytes, from, to)
        && !holdsAuthority(bytes, from, to);
  }

  private static boolean isPin(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
    }
    return to - from >= SHORTEST_PIN && to - from <= LONGEST_PIN;
  }

  private static boolean isDate(byte[] bytes, int from, int to) {
    return to - from >= 10
        && bytes[from + 4] == '-'
        && bytes[from + 7] == '-'
        && isPin(bytes, from, from + 4);
  }

  /** What has an authority keeps its host: the password in it is found by its form. */
  private static boolean isConnection(byte[] bytes, int from, int to) {
    boolean sign = false;
    for (int i = from; i < to; i++) {
      sign |= bytes[i] == '@' || bytes[i] == '=';
    }
    return sign && !holdsAuthority(bytes, from, to);
  }

  private static boolean holdsAuthority(byte[] bytes, int from, int to) {
    for (int i = from; i + 2 < to; i++) {
      if (bytes[i] == ':' && bytes[i + 1] == '/' && bytes[i + 2] == '/') {
        return true;
      }
    }
    return false;
  }
}
