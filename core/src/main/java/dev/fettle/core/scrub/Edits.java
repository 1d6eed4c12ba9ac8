package dev.fettle.core.scrub;

import dev.fettle.core.ByteSlice;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of a document with parts of it replaced, from front to back. */
final class Edits {

  private final ByteSlice source;
  private int copied;
  private @Nullable ByteArrayOutputStream out;

  Edits(ByteSlice source) {
    this.source = source;
    this.copied = source.offset();
  }

  /** Puts other bytes in the place of a part; positions are those of the array. */
  void replace(int from, int to, byte[] by) {
    var target = out;
    if (target == null) {
      target = new ByteArrayOutputStream(source.length() + 256);
      out = target;
    }
    if (from < copied) {
      return; // overlaps what is hidden already
    }
    target.write(source.array(), copied, from - copied);
    target.write(by, 0, by.length);
    copied = to;
  }

  /** The document, or null when nothing was replaced. */
  @Nullable ByteSlice result() {
    var target = out;
    if (target == null) {
      return null;
    }
    target.write(source.array(), copied, source.offset() + source.length() - copied);
    return ByteSlice.of(target.toByteArray());
  }
}
