package dev.fettle.core;

import java.io.Writer;

/** Takes what is written until it is full, and then tells the writer to stop. */
final class BoundedText extends Writer {

  private final StringBuilder text = new StringBuilder();
  private final int max;

  BoundedText(int max) {
    this.max = max;
  }

  /** There is no room for more. */
  static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Full() {
      super("enough", null, false, false);
    }
  }

  @Override
  public void write(char[] from, int offset, int count) {
    text.append(from, offset, Math.min(count, max + 1 - text.length()));
    if (text.length() > max) {
      throw new Full();
    }
  }

  /** What was written, the last unit an ellipsis when something is missing. */
  String text() {
    return Texts.ellipsis(text.toString(), max);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
