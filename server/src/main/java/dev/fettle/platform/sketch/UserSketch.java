package dev.fettle.platform.sketch;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The distinct users of an issue in 1 KiB: an UltraLogLog of precision 10 (standard error 2.4 %;
 * next to none below some dozens). Ertl, "UltraLogLog: A Practical and More Space-Efficient
 * Alternative to HyperLogLog", VLDB 2024.
 */
public final class UserSketch {

  private static final int PRECISION = 10;

  private UserSketch() {}

  /** The stored hash of a user; never change it, or everybody is counted again. */
  public static long hash(String userKey) {
    return Hashing.komihash5_0().hashCharsToLong(userKey);
  }

  /**
   * A state with these users added.
   *
   * @param state as stored; null: nobody yet
   * @return null when all of them were known
   */
  public static byte @Nullable [] add(byte @Nullable [] state, Iterable<Long> users) {
    var sketch =
        state == null
            ? UltraLogLog.create(PRECISION)
            : UltraLogLog.wrap(Arrays.copyOf(state, state.length));
    for (long user : users) {
      sketch.add(user);
    }
    var changed = sketch.getState();
    return Arrays.equals(state, changed) ? null : changed;
  }

  public static long estimate(byte[] state) {
    return Math.round(UltraLogLog.wrap(state).getDistinctCountEstimate());
  }
}
