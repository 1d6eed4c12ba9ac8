package dev.fettle.attachments;

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
record ContentHash(String hex) implements Comparable<ContentHash> {

  private static final int DIGITS = 64;

  static ContentHash of(ByteSlice content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(content.array(), content.offset(), content.length());
      return of(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static ContentHash of(byte[] sha256) {
    return new ContentHash(HexFormat.of().formatHex(sha256));
  }

  /** The hash a file's name says, or null when it is none. */
  static @Nullable ContentHash parse(String name) {
    boolean hex =
        name.length() == DIGITS
            && name.chars().allMatch(unit -> unit < 128 && HexFormat.isHexDigit(unit));
    return hex ? new ContentHash(name) : null;
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public int compareTo(ContentHash other) {
    return hex.compareTo(other.hex);
  }
}
