package dev.fettle.core.scrub;

import java.util.Arrays;

/** Parts of a text that are to be hidden, as positions. Keeps its memory; for one thread. */
final class Findings {

  private long[] parts = new long[8];
  private int size;

  void clear() {
    size = 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void add(int from, int to) {
    if (from >= to) {
      return;
    }
    if (size > 0 && end(size - 1) >= to && start(size - 1) <= from) {
      return;
    }
    if (size == parts.length) {
      parts = Arrays.copyOf(parts, 2 * size);
    }
    parts[size++] = ((long) from << 32) | to;
  }

  /** From front to back, those that overlap as one. */
  void merge() {
    Arrays.sort(parts, 0, size);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (kept > 0 && start(i) < end(kept - 1)) {
        parts[kept - 1] = ((long) start(kept - 1) << 32) | Math.max(end(kept - 1), end(i));
      } else {
        parts[kept++] = parts[i];
      }
    }
    size = kept;
  }

  int size() {
    return size;
  }

  int start(int index) {
    return (int) (parts[index] >>> 32);
  }

  int end(int index) {
    return (int) parts[index];
  }
}
