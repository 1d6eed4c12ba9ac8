package dev.fettle.accounts;

import dev.fettle.platform.crypto.Digests;
import dev.fettle.platform.time.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * The value of a cookie that says: this browser has signed in to that account with the password it
 * has today. It opens nothing; guesses of strangers just do not count against its owner ({@link
 * LoginLimits}).
 *
 * <p>{@code <random>.<proof>}: the proof is a hash with the account's stored password hash, which
 * never leaves the database, so nothing has to be kept, and a new password makes all devices
 * strangers.
 */
final class KnownDevice {

  private static final int RANDOM_BYTES = 12;
  private static final int MAX_LENGTH = 200;

  private KnownDevice() {}

  /** What a browser is given to keep, after the right password. */
  static String mark(Account account, Ids ids) {
    var random = ids.hexToken(RANDOM_BYTES);
    return random + "." + proof(account, random);
  }

  /** The device's name when the cookie is one of that account's, else null. */
  static @Nullable String of(Account account, @Nullable String cookie) {
    if (cookie == null || cookie.length() > MAX_LENGTH || account.passwordHash() == null) {
      return null;
    }
    int dot = cookie.indexOf('.');
    if (dot < 0) {
      return null;
    }
    var random = cookie.substring(0, dot);
    return MessageDigest.isEqual(
            cookie.substring(dot + 1).getBytes(StandardCharsets.UTF_8),
            proof(account, random).getBytes(StandardCharsets.UTF_8))
        ? random
        : null;
  }

  private static String proof(Account account, String random) {
    return Digests.sha256Hex(
        "device\n%d\n%s\n%s".formatted(account.id(), random, account.passwordHash()));
  }
}
