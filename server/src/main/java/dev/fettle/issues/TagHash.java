package dev.fettle.issues;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What a tag's value is found by: 64 bits of an organization's key and value, so that a value of
 * any length costs the same and one index serves all keys. Two of a hundred million values of an
 * organization look alike once in some thousand organizations, and then a search shows one issue
 * too many. Migration V0030 computes the same in SQL.
 */
final class TagHash {

  private static final char SEPARATOR = '\u001f';

  private TagHash() {}

  /** Of a value. */
  static long of(long organizationId, String key, String value) {
    return hash(organizationId + (SEPARATOR + key) + SEPARATOR + value);
  }

  /** Of a key, whatever the value. */
  static long ofKey(long organizationId, String key) {
    return hash(organizationId + (SEPARATOR + key));
  }

  private static long hash(String text) {
    try {
      var digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
