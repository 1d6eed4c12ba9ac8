package dev.fettle.core.scrub;

import dev.fettle.core.scrub.FieldNames.Kind;

/**
 * Secrets in what languages write of their values: {@code s:8:"password";s:3:"abc";} of PHP's
 * serialize, and pairs of a list, {@code ["password","x"]} and {@code ('password', 'x')}. Linear in
 * the text.
 */
final class DumpedSecrets {

  /** Digits and the name of a class may stand before the brace of what is serialized. */
  private static final int LONGEST_HEAD = 128;

  private final NamedSecrets named;
  private final Window text;

  DumpedSecrets(NamedSecrets named) {
    this.named = named;
    this.text = named.text();
  }

  /** At the semicolon behind a serialized name. */
  int serialized(int semicolon) {
    int next = semicolon + 1;
    if (!text.isQuote(semicolon - 1) || text.at(next + 1) != ':') {
      return next;
    }
    var kind = named.before(semicolon);
    if (!kind.isNamed()) {
      return next;
    }
    int value = next + 2;
    return switch (text.at(next)) {
      case 's' -> string(kind, value);
      case 'i', 'd' -> named.hide(kind, value, text.behind(';', value, LONGEST_HEAD));
      case 'a', 'O' -> {
        int open = text.behind('{', value, LONGEST_HEAD);
        yield kind == Kind.SENSITIVE && text.at(open) == '{'
            ? named.hide(open + 1, named.closing(open))
            : next;
      }
      default -> next;
    };
  }

  /** {@code 3:"abc"}: as long as it says, whatever is in it, or to its quotation mark. */
  private int string(Kind kind, int start) {
    int at = start;
    int length = 0;
    while (text.isDigit(at) && at < start + 9) {
      length = length * 10 + text.at(at) - '0';
      at++;
    }
    if (text.at(at) != ':' || named.quoteAt(at + 1) == at + 1) {
      return start;
    }
    int inside = named.quoteAt(at + 1);
    int stop = inside + length;
    return text.isQuote(text.skipBackslashes(stop))
        ? named.hide(kind, inside, stop)
        : named.quoted(kind, at + 1);
  }

  /** At the comma between the two of a pair. */
  int pair(int comma) {
    int next = comma + 1;
    int stop = text.skipBlanksBack(comma);
    if (!text.isQuote(stop - 1)) {
      return next;
    }
    int value = text.skipBlanks(next);
    int inside = named.quoteAt(value);
    if (inside == value) {
      return next;
    }
    int nameStop = text.skipQuotesBack(stop);
    int open = text.skipQuotesBack(text.nameStart(nameStop));
    if (open == text.nameStart(nameStop) || !isPairOpen(open - 1)) {
      return next;
    }
    var kind = named.before(stop);
    int close = inside;
    while (kind.isNamed() && close < inside + SecretValues.LONGEST_LOOK && !text.isQuote(close)) {
      close++;
    }
    if (!kind.isNamed() || !text.isQuote(close)) {
      return next;
    }
    int end = text.skipBackslashesBack(close);
    byte after = text.at(text.skipBlanks(close + 1));
    boolean closes = after == ']' || after == ')';
    return closes && !text.hasBlank(inside, end) && !Rules.TYPES.has(text.bytes(), inside, end)
        ? named.hide(kind, inside, end)
        : next;
  }

  /** A bracket that opens a pair within a list, not the arguments of a call. */
  private boolean isPairOpen(int bracket) {
    byte b = text.at(bracket);
    if (b != '[' && b != '(') {
      return false;
    }
    byte before = text.at(text.skipBlanksBack(bracket) - 1);
    return before == '[' || before == '(' || before == ',' || before == '{';
  }
}
