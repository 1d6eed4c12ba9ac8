package dev.fettle.bench;

import java.util.Arrays;

/**
 * A text with places that differ from event to event. A place keeps its width, so an event is one
 * array copy and a few overwritten bytes: the generator must not cost what it measures.
 *
 * <p>A place is written into the text by {@link #mark}: a back-tick, its kind, and back-ticks up to
 * the width. Two places need a character between them.
 */
final class Slots {

  /** What a place is filled with. */
  enum Kind {
    EVENT_ID('e'),
    /** ISO 8601 in UTC with milliseconds. */
    TIME('t'),
    /** The same decimal number everywhere in one event. */
    USER('u'),
    /** The event's issue, one of {@link #ISSUES}, as a decimal number. */
    ISSUE('i'),
    /** One of {@link #FEW}, as a decimal number. */
    FEW('f'),
    /** A decimal number without a leading zero. */
    DIGITS('d'),
    HEX('x');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    static Kind of(byte letter) {
      for (var kind : values()) {
        if (kind.letter == letter) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no kind of place is called " + (char) letter);
    }
  }

  static final int EVENT_ID_WIDTH = 32;
  static final int TIME_WIDTH = 24;
  static final int USER_WIDTH = 5;
  static final int ISSUES = 100_000;
  static final int FEW = 5;

  /** Users of a load that has few of everything; 90,000 otherwise. */
  static final int FEW_USERS = 1_000;

  private static final int ISSUE_WIDTH = 5;
  private static final byte TICK = '`';
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private final byte[] text;
  private final int[] offsets;
  private final int[] widths;
  private final Kind[] kinds;
  private final int users;

  private Slots(byte[] text, int[] offsets, int[] widths, Kind[] kinds, int users) {
    this.text = text;
    this.offsets = offsets;
    this.widths = widths;
    this.kinds = kinds;
    this.users = users;
  }

  static String mark(Kind kind, int width) {
    return "`" + kind.letter + "`".repeat(width - 2);
  }

  static String eventId() {
    return mark(Kind.EVENT_ID, EVENT_ID_WIDTH);
  }

  static String time() {
    return mark(Kind.TIME, TIME_WIDTH);
  }

  static String user() {
    return mark(Kind.USER, USER_WIDTH);
  }

  static String issue() {
    return mark(Kind.ISSUE, ISSUE_WIDTH);
  }

  static String few() {
    return mark(Kind.FEW, 2);
  }

  static String digits(int width) {
    return mark(Kind.DIGITS, width);
  }

  static String hex(int width) {
    return mark(Kind.HEX, width);
  }

  static Slots compile(byte[] text) {
    return compile(text, Integer.MAX_VALUE);
  }

  /**
   * The text with its places found.
   *
   * @param users how many different ones there are
   */
  static Slots compile(byte[] text, int users) {
    int[] offsets = new int[text.length / 2];
    int[] widths = new int[text.length / 2];
    var kinds = new Kind[text.length / 2];
    int count = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] != TICK) {
        continue;
      }
      int end = i + 2;
      while (end < text.length && text[end] == TICK) {
        end++;
      }
      offsets[count] = i;
      widths[count] = end - i;
      kinds[count] = Kind.of(text[i + 1]);
      count++;
      i = end - 1;
    }
    return new Slots(
        text.clone(),
        Arrays.copyOf(offsets, count),
        Arrays.copyOf(widths, count),
        Arrays.copyOf(kinds, count),
        users);
  }

  int length() {
    return text.length;
  }

  /**
   * Writes the event of that number.
   *
   * @param time {@link #TIME_WIDTH} bytes
   * @return the index after the last byte
   */
  int fill(byte[] target, int start, long number, EventIds ids, byte[] time) {
    System.arraycopy(text, 0, target, start, text.length);
    long random = ids.high(number);
    for (int i = 0; i < kinds.length; i++) {
      int at = start + offsets[i];
      int width = widths[i];
      switch (kinds[i]) {
        case EVENT_ID -> {
          hex(target, at, 16, ids.high(number));
          hex(target, at + 16, 16, ids.low(number));
        }
        case TIME -> System.arraycopy(time, 0, target, at, TIME_WIDTH);
        case USER -> {
          long user = Math.floorMod(EventIds.mix(number ^ 0x5DEECE66DL), users);
          digits(target, at, width, user * 2); // which looks at all but the lowest bit
        }
        case FEW -> padded(target, at, width, Math.floorMod(EventIds.mix(number + at), FEW));
        case ISSUE ->
            padded(target, at, width, Math.floorMod(EventIds.mix(number ^ 0x2545F491L), ISSUES));
        case DIGITS -> {
          random = EventIds.mix(random + i);
          digits(target, at, width, random);
        }
        case HEX -> {
          for (int done = 0; done < width; done += 16) {
            random = EventIds.mix(random + i);
            hex(target, at + done, Math.min(16, width - done), random);
          }
        }
      }
    }
    return start + text.length;
  }

  private static void hex(byte[] target, int at, int width, long value) {
    for (int i = 0; i < width; i++) {
      target[at + i] = HEX[(int) (value >>> (60 - 4 * i)) & 15];
    }
  }

  private static void padded(byte[] target, int at, int width, int value) {
    int rest = value;
    for (int i = width - 1; i >= 0; i--) {
      target[at + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private static void digits(byte[] target, int at, int width, long value) {
    long rest = value >>> 1;
    for (int i = width - 1; i > 0; i--) {
      target[at + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    target[at] = (byte) ('1' + rest % 9);
  }
}
