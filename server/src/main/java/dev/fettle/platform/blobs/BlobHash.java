package dev.fettle.platform.blobs;

import dev.fettle.core.ByteSlice;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The name of a content.
 *
 * @param hex its SHA-256, 64 lower-case digits
 */
public record BlobHash(String hex) implements Comparable<BlobHash> {

  private static final int DIGITS = 64;

  /** Refuses what is no hash: it becomes a part of paths. */
  public BlobHash {
    if (!isHash(hex)) {
      throw new IllegalArgumentException("64 lower-case hex digits are expected, not " + hex);
    }
  }

  /** Of bytes in memory. */
  public static BlobHash of(ByteSlice content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(content.array(), content.offset(), content.length());
      return of(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Of the 32 bytes of a SHA-256. */
  public static BlobHash of(byte[] sha256) {
    return new BlobHash(HexFormat.of().formatHex(sha256));
  }

  /** The hash a name says, or null when it is none. */
  static @Nullable BlobHash parse(String name) {
    return isHash(name) ? new BlobHash(name) : null;
  }

  /** 32 bytes. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public int compareTo(BlobHash other) {
    return hex.compareTo(other.hex);
  }

  private static boolean isHash(String name) {
    return name.length() == DIGITS
        && name.chars()
            .allMatch(unit -> (unit >= '0' && unit <= '9') || (unit >= 'a' && unit <= 'f'));
  }
}
