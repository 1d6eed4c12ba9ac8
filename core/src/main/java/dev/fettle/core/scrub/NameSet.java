package dev.fettle.core.scrub;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;

/**
 * Names that are looked for in bytes. Most bytes are told from all of them by length and first
 * byte, and only of the others a text is made. Immutable.
 */
final class NameSet {

  private static final int SHAPES = 1024;

  private final Set<String> names;
  private final boolean[] shapes = new boolean[SHAPES];
  private final int longest;

  NameSet(Collection<String> names) {
    this.names = Set.copyOf(names);
    int most = 0;
    for (var name : this.names) {
      var bytes = name.getBytes(StandardCharsets.UTF_8);
      shapes[shape(bytes.length, bytes[0])] = true;
      most = Math.max(most, bytes.length);
    }
    this.longest = most;
  }

  static NameSet of(String... names) {
    return new NameSet(Set.of(names));
  }

  /** Whether these bytes are one of the names. */
  boolean has(byte[] bytes, int from, int to) {
    return from < to
        && to - from <= longest
        && shapes[shape(to - from, bytes[from])]
        && names.contains(new String(bytes, from, to - from, StandardCharsets.UTF_8));
  }

  private static int shape(int length, byte first) {
    return (length * 31 + first) & (SHAPES - 1);
  }
}
