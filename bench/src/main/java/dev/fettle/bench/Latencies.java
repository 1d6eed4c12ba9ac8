package dev.fettle.bench;

import java.util.Arrays;

/** Every latency of a step, in nanoseconds, exactly. */
final class Latencies {

  private long[] values = new long[1024];
  private int count;
  private boolean sorted = true;

  void add(long nanos) {
    if (count == values.length) {
      values = Arrays.copyOf(values, count * 2);
    }
    values[count++] = nanos;
    sorted = false;
  }

  int count() {
    return count;
  }

  /**
   * The smallest value that at least {@code permille} of 1000 values do not exceed (nearest rank),
   * in milliseconds; NaN when there is none.
   */
  double millisAt(int permille) {
    if (count == 0) {
      return Double.NaN;
    }
    if (!sorted) {
      Arrays.sort(values, 0, count);
      sorted = true;
    }
    int rank = (int) Math.ceilDiv((long) count * permille, 1000L);
    return values[Math.max(rank, 1) - 1] / 1e6;
  }

  static double median(double... values) {
    var copy = values.clone();
    Arrays.sort(copy);
    int middle = copy.length / 2;
    return copy.length % 2 == 1 ? copy[middle] : (copy[middle - 1] + copy[middle]) / 2;
  }
}
