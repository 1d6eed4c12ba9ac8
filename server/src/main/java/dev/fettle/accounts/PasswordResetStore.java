package dev.fettle.accounts;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of links by which a password is set anew; hashes are SHA-256 as hex. Thread-safe. */
final class PasswordResetStore {

  static final String INSERT =
      """
      INSERT INTO password_reset (token_hash, account_id, expires_at)
      VALUES (:tokenHash, :accountId, :expiresAt)
      """;

  static final String FIND =
      """
      SELECT account_id
      FROM password_reset
      WHERE token_hash = :tokenHash
        AND expires_at > :now
      """;

  /** Of two who use the link at once, one finds it used up. */
  static final String USE_UP =
      """
      DELETE FROM password_reset
      WHERE token_hash = :tokenHash
        AND expires_at > :now
      """;

  static final String DELETE_ALL =
      """
      DELETE FROM password_reset
      WHERE account_id = :accountId
      """;

  private final JdbcClient jdbc;

  PasswordResetStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(String tokenHash, long accountId, Instant expiresAt) {
    jdbc.sql(INSERT)
        .param("tokenHash", HexFormat.of().parseHex(tokenHash))
        .param("accountId", accountId)
        .param("expiresAt", Timestamp.from(expiresAt))
        .update();
  }

  /** Whose link it is, while it is valid. */
  Optional<Long> find(String tokenHash, Instant now) {
    return jdbc.sql(FIND)
        .param("tokenHash", HexFormat.of().parseHex(tokenHash))
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .optional();
  }

  boolean useUp(String tokenHash, Instant now) {
    return jdbc.sql(USE_UP)
            .param("tokenHash", HexFormat.of().parseHex(tokenHash))
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  void deleteAll(long accountId) {
    jdbc.sql(DELETE_ALL).param("accountId", accountId).update();
  }
}
