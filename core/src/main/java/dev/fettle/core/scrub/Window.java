package dev.fettle.core.scrub;

import java.nio.charset.StandardCharsets;

/** The text that is looked at: a part of an array, without escapes, and questions about it. */
final class Window {

  private static final boolean[] TOKEN_BYTES = new boolean[256];

  static {
    for (char c = 0; c < 128; c++) {
      TOKEN_BYTES[c] = Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }
  }

  private byte[] bytes = new byte[0];
  private int from;
  private int to;

  void show(byte[] text, int start, int stop) {
    bytes = text;
    from = start;
    to = stop;
  }

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** The byte there; 0 outside. */
  byte at(int index) {
    return index >= from && index < to ? bytes[index] : 0;
  }

  /** Letters, digits, {@code _} and {@code -}; false outside. */
  boolean isToken(int index) {
    return index >= from && index < to && TOKEN_BYTES[bytes[index] & 0xFF];
  }

  /** Whether a token may begin there: nothing of another stands before. */
  boolean beginsToken(int index) {
    return !isToken(index - 1) || followsEscape(index);
  }

  /** Whether a line break or tabulator of a text within the text stands before. */
  boolean followsEscape(int index) {
    byte before = at(index - 1);
    return (before == 'n' || before == 'r' || before == 't') && at(index - 2) == '\\';
  }

  boolean isDigit(int index) {
    byte b = at(index);
    return b >= '0' && b <= '9';
  }

  /** A byte of a name: of a token, or {@code . [ ]}. */
  boolean isName(int index) {
    byte b = at(index);
    return isToken(index) || b == '.' || b == '[' || b == ']';
  }

  boolean isQuote(int index) {
    byte b = at(index);
    return b == '"' || b == '\'';
  }

  /** Index of that byte within some bytes, else of what follows them. */
  int behind(char wanted, int start, int most) {
    int at = start;
    while (at < start + most && at < to && at(at) != wanted) {
      at++;
    }
    return at;
  }

  int skipBackslashes(int start) {
    int at = start;
    while (at(at) == '\\' && at < start + 8) {
      at++;
    }
    return at;
  }

  int skipBackslashesBack(int stop) {
    int at = stop;
    while (at(at - 1) == '\\' && at > stop - 8) {
      at--;
    }
    return at;
  }

  boolean hasBlank(int start, int stop) {
    for (int i = start; i < stop; i++) {
      if (at(i) <= ' ' && at(i) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Behind quotation marks and their backslashes. */
  int skipQuotes(int start) {
    int at = start;
    while ((isQuote(at) || at(at) == '\\') && at < start + 8) {
      at++;
    }
    return at;
  }

  /** The end of what stands before quotation marks and their backslashes. */
  int skipQuotesBack(int stop) {
    int at = stop;
    while ((isQuote(at - 1) || at(at - 1) == '\\') && at > stop - 8) {
      at--;
    }
    return at;
  }

  int tokenEnd(int start) {
    int at = start;
    while (isToken(at)) {
      at++;
    }
    return at;
  }

  int nameStart(int stop) {
    int start = stop;
    while (isName(start - 1)) {
      start--;
    }
    return start;
  }

  /** Behind up to eight blanks. */
  int skipBlanks(int start) {
    int at = start;
    while (at(at) == ' ' && at < start + 8) {
      at++;
    }
    return at;
  }

  /** The end of what stands before up to eight blanks. */
  int skipBlanksBack(int stop) {
    int at = stop;
    while (at(at - 1) == ' ' && at > stop - 8) {
      at--;
    }
    return at;
  }

  boolean hasDigit(int start, int stop) {
    for (int i = start; i < stop; i++) {
      if (isDigit(i)) {
        return true;
      }
    }
    return false;
  }

  boolean startsWith(byte[] wanted, int at) {
    if (at < from || at + wanted.length > to) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether these bytes stand right before {@code stop}. */
  boolean endsWith(byte[] wanted, int stop) {
    return startsWith(wanted, stop - wanted.length);
  }

  boolean startsWithIgnoringCase(byte[] lowerCase, int at) {
    if (at < from || at + lowerCase.length > to) {
      return false;
    }
    for (int i = 0; i < lowerCase.length; i++) {
      byte b = bytes[at + i];
      if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  /** Index of these bytes, or -1. */
  int find(byte[] wanted, int start, int stop) {
    for (int at = start; at + wanted.length <= stop; at++) {
      if (startsWith(wanted, at)) {
        return at;
      }
    }
    return -1;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
