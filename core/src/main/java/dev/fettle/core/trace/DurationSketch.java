package dev.fettle.core.trace;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * How durations are distributed, in a hundred bytes: percentiles within two percent, and any two
 * can be added.
 *
 * <p>Counts per bucket, where each bucket's bound is {@value #GROWTH} times the one before; only
 * buckets that hold something are kept. Masson, Rim, Lee, "DDSketch: A Fast and Fully-Mergeable
 * Quantile Sketch with Relative-Error Guarantees", VLDB 2019. Stored as pairs of variable-length
 * numbers: distance to the bucket before, count. Not thread-safe.
 */
public final class DurationSketch {
  private static final double GROWTH = 1.04;
  private static final double LOG_GROWTH = Math.log(GROWTH);
  private static final int LAST_BUCKET = 1023; // 10^17 microseconds

  private final TreeMap<Integer, Long> buckets = new TreeMap<>();

  /** An empty one. */
  public DurationSketch() {}

  /**
   * One that was stored.
   *
   * @throws IllegalArgumentException when the bytes are none
   */
  public static DurationSketch of(byte[] stored) {
    var sketch = new DurationSketch();
    int bucket = 0;
    int position = 0;
    while (position < stored.length) {
      long[] number = new long[2];
      for (int part = 0; part < 2; part++) {
        int shift = 0;
        int piece;
        do {
          if (position >= stored.length || shift > 56) {
            throw new IllegalArgumentException("a duration sketch ends in the middle of a number");
          }
          piece = stored[position++];
          number[part] |= (long) (piece & 0x7f) << shift;
          shift += 7;
        } while (piece < 0);
      }
      bucket += Math.toIntExact(number[0]);
      sketch.buckets.put(bucket, number[1]);
    }
    return sketch;
  }

  /** Counts a duration; negative ones count as zero. */
  public void add(long micros) {
    buckets.merge(bucket(micros), 1L, Long::sum);
  }

  /** Counts everything the other one has counted. */
  public void addAll(DurationSketch other) {
    other.buckets.forEach((bucket, count) -> buckets.merge(bucket, count, Long::sum));
  }

  /** How many were counted. */
  public long count() {
    return buckets.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The duration that this part of all durations does not exceed, in microseconds; 0 for none.
   *
   * @param part 0.5 is the median
   */
  public long quantile(double part) {
    long rank = Math.max(1, (long) Math.ceil(part * (double) count()));
    long seen = 0;
    for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
      seen += bucket.getValue();
      if (seen >= rank) {
        return middle(bucket.getKey());
      }
    }
    return 0;
  }

  /** The stored form. */
  public byte[] toBytes() {
    var bytes = new ByteArrayOutputStream(buckets.size() * 3);
    int before = 0;
    for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
      write(bytes, bucket.getKey() - before);
      write(bytes, bucket.getValue());
      before = bucket.getKey();
    }
    return bytes.toByteArray();
  }

  private static int bucket(long micros) {
    return micros <= 1
        ? (int) Math.max(0, micros)
        : Math.min(LAST_BUCKET, 1 + (int) Math.ceil(Math.log((double) micros) / LOG_GROWTH));
  }

  private static long middle(int bucket) {
    return bucket <= 1
        ? bucket
        : Math.round(2 * Math.exp((bucket - 1) * LOG_GROWTH) / (GROWTH + 1));
  }

  private static void write(ByteArrayOutputStream bytes, long number) {
    long rest = number;
    while (rest >= 0x80) {
      bytes.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }
}
