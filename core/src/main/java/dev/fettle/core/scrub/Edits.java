package dev.fettle.core.scrub;

import dev.fettle.core.ByteSlice;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a document with parts of it replaced, from front to back.
 *
 * <p>A replacement may be longer than what it hides: two bytes of a list of numbers would become
 * thirteen. Once the copy has grown by {@link #growth} the rest is hidden by replacements of one
 * byte, so that the copy is never larger than twice the document and some kilobytes. Memory is
 * asked for before it is taken.
 */
final class Edits {

  private static final int FREE_GROWTH = 4096;
  private static final byte[] STAR = {'*'};
  private static final byte[] ZERO = {'0'};

  private final ByteSlice source;
  private final Scrubber.Memory memory;
  private final int most;
  private int copied;
  private byte @Nullable [] out;
  private int length;

  Edits(ByteSlice source, Scrubber.Memory memory) {
    this.source = source;
    this.memory = memory;
    this.most = (int) Math.min(Integer.MAX_VALUE - 16L, growth(source.length()));
    this.copied = source.offset();
  }

  /** The most bytes a copy of a document of that many bytes has. */
  static long growth(int bytes) {
    return 2L * bytes + FREE_GROWTH;
  }

  /** Hides a part of a text; positions are those of the array. */
  void hideText(int from, int to) throws InterruptedException {
    replace(from, to, Scrubber.FILTERED_BYTES, STAR);
  }

  /** Hides a number, which becomes a text. */
  void hideNumber(int from, int to) throws InterruptedException {
    replace(from, to, Scrubber.QUOTED, ZERO);
  }

  /** Puts other bytes in the place of a part. */
  void replace(int from, int to, byte[] by) throws InterruptedException {
    replace(from, to, by, STAR);
  }

  private void replace(int from, int to, byte[] by, byte[] small) throws InterruptedException {
    if (from < copied || from >= to) {
      return; // hidden already
    }
    int kept = from - copied;
    int rest = source.offset() + source.length() - to;
    boolean fits = (long) length + kept + by.length + rest <= most;
    write(source.array(), copied, kept);
    write(fits ? by : small, 0, fits ? by.length : small.length);
    copied = to;
  }

  private void write(byte[] bytes, int from, int count) throws InterruptedException {
    var target = out;
    if (target == null) {
      int capacity = Math.min(most, source.length() + 256);
      memory.take(capacity);
      target = new byte[capacity];
    }
    if (length + count > target.length) {
      memory.take(most - target.length);
      target = Arrays.copyOf(target, most);
    }
    System.arraycopy(bytes, from, target, length, count);
    length += count;
    out = target;
  }

  /** The document, or null when nothing was replaced. */
  @Nullable ByteSlice result() throws InterruptedException {
    if (out == null) {
      return null;
    }
    write(source.array(), copied, source.offset() + source.length() - copied);
    copied = source.offset() + source.length();
    return ByteSlice.of(out, 0, length);
  }
}
