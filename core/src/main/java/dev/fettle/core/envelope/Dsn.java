package dev.fettle.core.envelope;

import dev.fettle.core.HexUuid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a client key that matter on arrival: {@code
 * scheme://PUBLIC[:SECRET]@host[:port][/prefix]/PROJECT}.
 *
 * @param publicKey the project key
 * @param projectId the project
 */
public record Dsn(UUID publicKey, long projectId) {

  /**
   * The parts of a DSN, or null when it is none. An empty or legacy secret is ignored (sdk-wire 3).
   */
  public static @Nullable Dsn parse(String text) {
    String dsn = text.strip();
    int scheme = dsn.indexOf("://");
    int at = dsn.indexOf('@');
    int lastSlash = dsn.lastIndexOf('/');
    if (scheme < 1 || at < scheme + 3 || lastSlash < at) {
      return null;
    }
    String userInfo = dsn.substring(scheme + 3, at);
    int colon = userInfo.indexOf(':');
    UUID publicKey = HexUuid.parse(colon < 0 ? userInfo : userInfo.substring(0, colon));
    long projectId = DecimalDigits.parse(dsn.substring(lastSlash + 1));
    return publicKey == null || projectId < 0 ? null : new Dsn(publicKey, projectId);
  }
}
