package dev.fettle.core.envelope;

/** Whole numbers as plain digits, without sign, blanks or overflow: project ids, lengths. */
final class DecimalDigits {
  private static final int LONGEST = 18;

  private DecimalDigits() {}

  /** The number, or -1 when the text is none. */
  static long parse(String digits) {
    if (digits.isEmpty() || digits.length() > LONGEST) {
      return -1;
    }
    for (int index = 0; index < digits.length(); index++) {
      if (digits.charAt(index) < '0' || digits.charAt(index) > '9') {
        return -1;
      }
    }
    return Long.parseLong(digits);
  }
}
