package dev.fettle.intakelog;

import java.util.ArrayDeque;

/**
 * How much of one project waits in a log, in parts that are forgotten whole: a little more than
 * there is, and of the same size whatever waits.
 */
final class Undigested {

  private static final int MOST_PARTS = 16;

  /** Records up to a reach of the log. */
  private record Part(long reach, long bytes) {}

  private final ArrayDeque<Part> parts = new ArrayDeque<>(2);
  private final long partBytes;
  private long bytes;

  Undigested(long partBytes) {
    this.partBytes = partBytes;
  }

  /** One more record, behind all others. */
  void add(long more, long reach) {
    var last = parts.peekLast();
    if (last != null && (last.bytes() < partBytes || parts.size() == MOST_PARTS)) {
      parts.removeLast();
      parts.add(new Part(reach, last.bytes() + more));
    } else {
      parts.add(new Part(reach, more));
    }
    bytes += more;
  }

  /** What is left when the log is digested up to that reach. */
  long bytes(long digested) {
    while (!parts.isEmpty() && parts.getFirst().reach() <= digested) {
      bytes -= parts.removeFirst().bytes();
    }
    return bytes;
  }
}
