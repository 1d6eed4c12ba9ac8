package dev.fettle.core.scrub;

/**
 * Tells numbers of payment cards from other digits: 13 to 19 of them that begin as the card schemes
 * do and whose check digit (ISO/IEC 7812, Luhn) is right. Times in any unit begin with 1 and are
 * none.
 */
final class CardNumbers {

  private static final int FEWEST_DIGITS = 13;
  private static final int MOST_DIGITS = 19;

  private CardNumbers() {}

  /** Whether the {@code count} digits between these positions, others left out, are a card's. */
  static boolean isCard(byte[] bytes, int start, int stop, int count) {
    if (count < FEWEST_DIGITS || count > MOST_DIGITS) {
      return false;
    }
    var digits = new byte[count];
    int length = 0;
    for (int i = start; i < stop; i++) {
      if (bytes[i] >= '0' && bytes[i] <= '9') {
        digits[length++] = (byte) (bytes[i] - '0');
      }
    }
    return isIssued(digits) && passesLuhn(digits);
  }

  private static boolean isIssued(byte[] digits) {
    int two = digits[0] * 10 + digits[1];
    int four = two * 100 + digits[2] * 10 + digits[3];
    return switch (digits.length) {
      case 13, 19 -> digits[0] == 4;
      case 14 -> two == 36 || two == 38 || (four >= 3000 && four < 3060);
      case 15 -> two == 34 || two == 37;
      case 16 ->
          digits[0] == 4
              || (two >= 51 && two <= 55)
              || (four >= 2221 && four <= 2720)
              || four == 6011
              || two == 65
              || (four >= 3528 && four <= 3589);
      default -> false;
    };
  }

  private static boolean passesLuhn(byte[] digits) {
    int sum = 0;
    for (int i = 0; i < digits.length; i++) {
      int digit = digits[digits.length - 1 - i];
      int doubled = digit * 2;
      sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }
}
