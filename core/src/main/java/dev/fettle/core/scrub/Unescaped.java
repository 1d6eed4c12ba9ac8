package dev.fettle.core.scrub;

import java.util.Arrays;

/**
 * A text as its reader sees it, without the escapes it was written with, and the way back: each
 * position in it has a position in the text it was made of. A text that holds JSON itself is
 * unescaped once more, so instances come in rows, each made of the one before it.
 *
 * <p>The way back is walked, not remembered: positions are asked for from front to back, which
 * costs one more pass and no memory. Keeps its memory for the next text; for one thread.
 */
final class Unescaped {

  private static final int UNICODE_LENGTH = 6;
  private static final byte[] NAMED_LETTERS = {'b', 'f', 'n', 'r', 't'};
  private static final byte[] NAMED_BYTES = {'\b', '\f', '\n', '\r', '\t'};

  private byte[] bytes = new byte[0];
  private int length;
  private byte[] source = bytes;
  private int sourceFrom;
  private int sourceTo;

  /** The walk back: this position here is that position in the source. */
  private int walked;

  private int walkedSource;

  /**
   * Reads a part of an array; an escape that means nothing is the character behind its backslash.
   */
  void read(byte[] text, int from, int to) {
    if (bytes.length < to - from) {
      bytes = new byte[Math.max(to - from, Math.min(2 * bytes.length, 1 << 16))];
    }
    source = text;
    sourceFrom = from;
    sourceTo = to;
    walked = 0;
    walkedSource = from;
    length = 0;
    int at = from;
    while (at < to) {
      byte b = text[at];
      if (b != '\\' || at + 1 >= to) {
        bytes[length++] = b;
        at++;
      } else {
        at = escape(at);
      }
    }
  }

  private int escape(int at) {
    int unit = unicode(at);
    if (unit < 0) {
      bytes[length++] = named(source[at + 1]);
      return at + 2;
    }
    if (unit < 0x80) {
      bytes[length++] = (byte) unit;
    } else if (unit < 0x800) {
      bytes[length++] = (byte) (0xC0 | (unit >> 6));
      bytes[length++] = (byte) (0x80 | (unit & 0x3F));
    } else { // halves of a pair too: nothing here looks for what is beyond them
      bytes[length++] = (byte) (0xE0 | (unit >> 12));
      bytes[length++] = (byte) (0x80 | ((unit >> 6) & 0x3F));
      bytes[length++] = (byte) (0x80 | (unit & 0x3F));
    }
    return at + UNICODE_LENGTH;
  }

  /** The code unit of the escape at that position of the source, or -1. */
  private int unicode(int at) {
    return unicode(source, at, sourceTo);
  }

  private static int unicode(byte[] text, int at, int to) {
    if (at + UNICODE_LENGTH > to || text[at + 1] != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = at + 2; i < at + UNICODE_LENGTH; i++) {
      int digit = text[i] < 0 ? -1 : Character.digit(text[i], 16);
      if (digit < 0) {
        return -1;
      }
      unit = (unit << 4) | digit;
    }
    return unit;
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

  /** Whether there are escapes in it again that hide what is looked for. */
  boolean isEscapedAgain() {
    for (int i = 0; i + 1 < length; i++) {
      if (bytes[i] == '\\') {
        if (bytes[i + 1] == '/' || unicode(bytes, i, length) >= 0) {
          return true;
        }
        i++;
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
      int bytesHere = 1;
      int bytesThere = 1;
      if (source[walkedSource] == '\\' && walkedSource + 1 < sourceTo) {
        int unit = unicode(walkedSource);
        bytesHere = unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
        bytesThere = unit < 0 ? 2 : UNICODE_LENGTH;
      }
      if (walked + bytesHere > index) {
        break; // inside a character
      }
      walked += bytesHere;
      walkedSource += bytesThere;
    }
    return walkedSource;
  }
}
