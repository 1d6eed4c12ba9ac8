package dev.fettle.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Signed-in browsers. Thread-safe. */
final class SessionStore {

  /** One look-up per request of a browser: by primary key. */
  static final String FIND =
      """
      SELECT s.account_id, a.email, a.is_superuser, s.created_at, s.last_seen_at, s.method
      FROM account_session s
      JOIN account a ON a.id = s.account_id
      WHERE s.id_hash = :idHash
        AND s.expires_at > :now
        AND a.is_active
      """;

  static final String INSERT =
      """
      INSERT INTO account_session
        (id_hash, account_id, created_at, expires_at, last_seen_at, user_agent, ip, method)
      VALUES (:idHash, :accountId, :now, :expiresAt, :now, :userAgent, :ip, :method)
      """;

  static final String TOUCH =
      """
      UPDATE account_session
      SET last_seen_at = :now
      WHERE id_hash = :idHash
      """;

  static final String DELETE =
      """
      DELETE FROM account_session
      WHERE id_hash = :idHash
      """;

  /** After a change of password every other browser has to sign in again. */
  static final String DELETE_OTHERS =
      """
      DELETE FROM account_session
      WHERE account_id = :accountId
        AND id_hash <> :idHash
      """;

  static final String DELETE_ALL =
      """
      DELETE FROM account_session
      WHERE account_id = :accountId
      """;

  /** In small steps, so that no clean-up holds locks for long. */
  static final String DELETE_EXPIRED =
      """
      DELETE FROM account_session
      WHERE id_hash IN (
        SELECT id_hash FROM account_session WHERE expires_at <= :now ORDER BY expires_at LIMIT 1000)
      """;

  /** A session that is valid now; {@code idHash} as hex. */
  record Row(
      String idHash,
      long accountId,
      String email,
      boolean superuser,
      Instant createdAt,
      Instant lastSeenAt,
      String method) {}

  /** A session to keep; {@code idHash} as hex. */
  record NewSession(
      String idHash,
      long accountId,
      Instant expiresAt,
      String userAgent,
      String ip,
      String method) {}

  private final JdbcClient jdbc;

  SessionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Row> find(String idHash, Instant now) {
    return jdbc.sql(FIND)
        .param("idHash", HexFormat.of().parseHex(idHash))
        .param("now", Timestamp.from(now))
        .query((rows, _) -> read(idHash, rows))
        .optional();
  }

  void insert(NewSession session, Instant now) {
    jdbc.sql(INSERT)
        .param("idHash", HexFormat.of().parseHex(session.idHash()))
        .param("accountId", session.accountId())
        .param("now", Timestamp.from(now))
        .param("expiresAt", Timestamp.from(session.expiresAt()))
        .param("userAgent", session.userAgent())
        .param("ip", session.ip())
        .param("method", session.method())
        .update();
  }

  void touch(String idHash, Instant now) {
    jdbc.sql(TOUCH)
        .param("idHash", HexFormat.of().parseHex(idHash))
        .param("now", Timestamp.from(now))
        .update();
  }

  void delete(String idHash) {
    jdbc.sql(DELETE).param("idHash", HexFormat.of().parseHex(idHash)).update();
  }

  void deleteOthers(long accountId, String idHash) {
    jdbc.sql(DELETE_OTHERS)
        .param("accountId", accountId)
        .param("idHash", HexFormat.of().parseHex(idHash))
        .update();
  }

  void deleteAll(long accountId) {
    jdbc.sql(DELETE_ALL).param("accountId", accountId).update();
  }

  int deleteExpired(Instant now) {
    return jdbc.sql(DELETE_EXPIRED).param("now", Timestamp.from(now)).update();
  }

  private static Row read(String idHash, ResultSet rows) throws SQLException {
    return new Row(
        idHash,
        rows.getLong("account_id"),
        rows.getString("email"),
        rows.getBoolean("is_superuser"),
        rows.getTimestamp("created_at").toInstant(),
        rows.getTimestamp("last_seen_at").toInstant(),
        rows.getString("method"));
  }
}
