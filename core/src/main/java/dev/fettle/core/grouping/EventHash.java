package dev.fettle.core.grouping;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A grouping hash of 128 bits, a value that can be a map key.
 *
 * @param high first eight bytes, big-endian
 * @param low last eight bytes, big-endian
 */
public record EventHash(long high, long low) implements Comparable<EventHash> {
  private static final int BYTES = 16;

  /** The hash with these 16 bytes. */
  public static EventHash of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a grouping hash has 16 bytes, not " + bytes.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new EventHash(buffer.getLong(), buffer.getLong());
  }

  /**
   * MD5 of a text in UTF-8: GlitchTip's hash, kept so that imported issues are found. No secret
   * depends on it.
   */
  static EventHash md5(String text) {
    return of(digest("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** First half of the SHA-256 of a text in UTF-8. */
  static EventHash sha256(String text) {
    ByteBuffer buffer =
        ByteBuffer.wrap(digest("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    return new EventHash(buffer.getLong(), buffer.getLong());
  }

  /** The 16 bytes, as stored. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
  }

  /** 32 lower-case hexadecimal digits, as in the API. */
  public String toHex() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }

  /**
   * Order of the bytes, which is the order of the database index: writing in it avoids deadlocks.
   */
  @Override
  public int compareTo(EventHash other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return toHex();
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has " + algorithm, impossible);
    }
  }
}
