package dev.fettle.accounts;

import dev.fettle.platform.time.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * The secret of a new installation: whoever brings it makes the first account, which administers
 * everything. It is printed where only the operator reads, is another one at each start, and is
 * worth nothing once there is an account. Thread-safe.
 */
public final class SetupLink {

  private static final int BYTES = 24;

  private final AccountStore accounts;
  private final String secret;

  SetupLink(AccountStore accounts, Ids ids) {
    this.accounts = accounts;
    this.secret = ids.urlToken(BYTES);
  }

  /** Whether nobody has an account yet. */
  public boolean isNeeded() {
    return !accounts.any();
  }

  /** What follows the product's address: {@code /register?setup=<secret>}. */
  public String path() {
    return "/register?setup=" + secret;
  }

  boolean matches(@Nullable String given) {
    return given != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
  }
}
