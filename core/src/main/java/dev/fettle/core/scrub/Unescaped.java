package dev.fettle.core.scrub;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text as its reader sees it, without the escapes it was written with, and the way back: each
 * position in it has a position in the text it was made of. A text that holds JSON itself is
 * unescaped once more, so instances come in rows, each made of the one before it.
 *
 * <p>The first of a row is without the escapes of JSON; each further one also without what hides a
 * text within a text: {@code %5B} of addresses and forms, quotation marks of HTML, {@code \x22} of
 * printed strings, and signs that only look like the usual ones (a full-width colon, a blank that
 * does not break, curly quotation marks).
 *
 * <p>The way back is walked, not remembered: positions are asked for from front to back, which
 * costs one more pass and no memory. Keeps its memory for the next text; for one thread.
 */
final class Unescaped {

  private static final int UNICODE_LENGTH = 6;
  private static final int HEX_LENGTH = 4;
  private static final int PERCENT_LENGTH = 3;
  private static final byte[] NAMED_LETTERS = {'b', 'f', 'n', 'r', 't'};
  private static final byte[] NAMED_BYTES = {'\b', '\f', '\n', '\r', '\t'};

  /** What is written otherwise, and the byte it stands for. */
  private static final class Sign {
    private final byte[] written;
    private final byte plain;

    private Sign(byte[] written, byte plain) {
      this.written = written;
      this.plain = plain;
    }

    static Sign of(String written, char plain) {
      return new Sign(written.getBytes(StandardCharsets.UTF_8), (byte) plain);
    }
  }

  private static final Sign[] SIGNS = {
    Sign.of("&quot;", '"'),
    Sign.of("&QUOT;", '"'),
    Sign.of("&apos;", '\''),
    Sign.of("&amp;", '&'),
    Sign.of("&lt;", '<'),
    Sign.of("&gt;", '>'),
    Sign.of("&colon;", ':'),
    Sign.of("&equals;", '='),
    Sign.of("&nbsp;", ' '),
    Sign.of("\u00a0", ' '),
    Sign.of("\u2007", ' '),
    Sign.of("\u202f", ' '),
    Sign.of("\u3000", ' '),
    Sign.of("\u2018", '\''),
    Sign.of("\u2019", '\''),
    Sign.of("\uff07", '\''),
    Sign.of("\u201c", '"'),
    Sign.of("\u201d", '"'),
    Sign.of("\uff02", '"'),
    Sign.of("\uff1a", ':'),
    Sign.of("\ufe55", ':'),
    Sign.of("\uff1d", '='),
    Sign.of("\uff06", '&'),
  };

  private byte[] bytes = new byte[0];
  private int length;
  private byte[] source = bytes;
  private int sourceFrom;
  private int sourceTo;
  private boolean disguises;

  /** The walk back: this position here is that position in the source. */
  private int walked;

  private int walkedSource;

  /** Of the escape that {@link #step} looked at last: its bytes here. */
  private final byte[] step = new byte[3];

  private int stepLength;

  /**
   * Reads a part of an array; an escape that means nothing is the character behind its backslash.
   *
   * @param disguises whether more than the escapes of JSON is undone
   */
  void read(byte[] text, int from, int to, boolean disguises) {
    if (bytes.length < to - from) {
      bytes = new byte[Math.max(to - from, Math.min(2 * bytes.length, 1 << 16))];
    }
    this.disguises = disguises;
    source = text;
    sourceFrom = from;
    sourceTo = to;
    walked = 0;
    walkedSource = from;
    length = 0;
    int at = from;
    while (at < to) {
      int there = step(at);
      if (there == 1) {
        bytes[length++] = text[at++];
      } else {
        for (int i = 0; i < stepLength; i++) {
          bytes[length++] = step[i];
        }
        at += there;
      }
    }
  }

  /** How many bytes of the source are one character that is written otherwise; 1 when none is. */
  private int step(int at) {
    byte b = source[at];
    if (b == '\\' && at + 1 < sourceTo) {
      return escape(at);
    }
    if (!disguises || (b > '&' && b >= 0) || b == 0) {
      return 1;
    }
    if (b == '%') {
      int value = hex(source, at + 1, at + PERCENT_LENGTH, sourceTo);
      return value < 0 ? 1 : put((byte) value, PERCENT_LENGTH);
    }
    int sign = b == '&' || b < 0 ? sign(source, at, sourceTo) : -1;
    if (sign >= 0) {
      return put(SIGNS[sign].plain, SIGNS[sign].written.length);
    }
    int reference = b == '&' ? referenceLength(source, at, sourceTo) : 0;
    return reference == 0 ? 1 : put((byte) reference(source, at, reference), reference);
  }

  private int put(byte plain, int there) {
    step[0] = plain;
    stepLength = 1;
    return there;
  }

  private int escape(int at) {
    int unit = unicode(source, at, sourceTo);
    if (unit < 0) {
      int value =
          disguises && source[at + 1] == 'x' ? hex(source, at + 2, at + HEX_LENGTH, sourceTo) : -1;
      return value < 0 ? put(named(source[at + 1]), 2) : put((byte) value, HEX_LENGTH);
    }
    if (unit < 0x80) {
      return put((byte) unit, UNICODE_LENGTH);
    }
    if (unit < 0x800) {
      step[0] = (byte) (0xC0 | (unit >> 6));
      step[1] = (byte) (0x80 | (unit & 0x3F));
      stepLength = 2;
    } else { // halves of a pair too: nothing here looks for what is beyond them
      step[0] = (byte) (0xE0 | (unit >> 12));
      step[1] = (byte) (0x80 | ((unit >> 6) & 0x3F));
      step[2] = (byte) (0x80 | (unit & 0x3F));
      stepLength = 3;
    }
    return UNICODE_LENGTH;
  }

  /** The code unit of the escape at that position, or -1. */
  private static int unicode(byte[] text, int at, int to) {
    return at + 1 < to && text[at + 1] == 'u' ? hex(text, at + 2, at + UNICODE_LENGTH, to) : -1;
  }

  /** The number that the hexadecimal digits are, or -1. */
  private static int hex(byte[] text, int from, int stop, int to) {
    if (stop > to) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < stop; i++) {
      int digit = text[i] < 0 ? -1 : Character.digit(text[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = (value << 4) | digit;
    }
    return value;
  }

  private static int sign(byte[] text, int at, int to) {
    for (int i = 0; i < SIGNS.length; i++) {
      var written = SIGNS[i].written;
      if (written[0] == text[at]
          && at + written.length <= to
          && Arrays.equals(text, at, at + written.length, written, 0, written.length)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Length of a character written by its number, as HTML does, when it is a character of ASCII,
   * else 0.
   */
  private static int referenceLength(byte[] text, int at, int to) {
    if (at + 3 >= to || text[at + 1] != '#') {
      return 0;
    }
    int stop = at + 2;
    while (stop < to && stop < at + 8 && text[stop] != ';') {
      stop++;
    }
    if (stop == to || text[stop] != ';') {
      return 0;
    }
    int value = reference(text, at, stop + 1 - at);
    return value > 0 && value < 0x80 ? stop + 1 - at : 0;
  }

  private static int reference(byte[] text, int at, int length) {
    boolean sixteen = text[at + 2] == 'x' || text[at + 2] == 'X';
    int value = 0;
    for (int i = at + (sixteen ? 3 : 2); i < at + length - 1; i++) {
      int digit = text[i] < 0 ? -1 : Character.digit(text[i], sixteen ? 16 : 10);
      if (digit < 0) {
        return -1;
      }
      value = value * (sixteen ? 16 : 10) + digit;
    }
    return value;
  }

  private static byte named(byte letter) {
    int index = Arrays.binarySearch(NAMED_LETTERS, letter);
    return index < 0 ? letter : NAMED_BYTES[index];
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Whether something in a text hides what is looked for, so that it must be read once more. */
  static boolean isDisguised(byte[] text, int from, int to) {
    for (int i = from; i + 1 < to; i++) {
      byte b = text[i];
      if (b == '\\') {
        if (text[i + 1] == '/'
            || unicode(text, i, to) >= 0
            || (text[i + 1] == 'x' && hex(text, i + 2, i + HEX_LENGTH, to) >= 0)) {
          return true;
        }
        i++;
      } else if (b == '%') {
        if (hex(text, i + 1, i + PERCENT_LENGTH, to) >= 0) {
          return true;
        }
      } else if ((b == '&' || b < 0)
          && (sign(text, i, to) >= 0 || referenceLength(text, i, to) > 0)) {
        return true;
      }
    }
    return false;
  }

  /** Begins a new walk back. */
  void rewind() {
    walked = 0;
    walkedSource = sourceFrom;
  }

  /**
   * Where in the source the character at {@code index} begins, or, for the length, where the source
   * ends. Not before an index asked for earlier.
   */
  int sourceOf(int index) {
    while (walked < index && walkedSource < sourceTo) {
      int there = step(walkedSource);
      int here = there == 1 ? 1 : stepLength;
      if (walked + here > index) {
        break; // inside a character
      }
      walked += here;
      walkedSource += there;
    }
    return walkedSource;
  }
}
