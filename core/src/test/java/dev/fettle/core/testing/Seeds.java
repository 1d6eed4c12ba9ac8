package dev.fettle.core.testing;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Seeded randomness: a failing case is repeated by its seed, which is in the name of the test. */
public final class Seeds {
  private static final int COUNT = Integer.getInteger("fuzz.seeds", 200);

  private Seeds() {}

  /** The seeds of a property test; {@code -Dfuzz.seeds=N} runs more. */
  public static LongStream all() {
    return LongStream.range(0, COUNT);
  }

  /** The same as parameters of a test. */
  public static Stream<Long> stream() {
    return all().boxed();
  }

  public static SplittableRandom random(long seed) {
    return new SplittableRandom(seed * 0xD1342543DE82EF95L + 1);
  }

  public static <T> T pick(SplittableRandom random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Bytes without any meaning. */
  public static byte[] bytes(SplittableRandom random, int maxLength) {
    byte[] bytes = new byte[random.nextInt(maxLength + 1)];
    random.nextBytes(bytes);
    return bytes;
  }
}
