package dev.fettle.accounts;

import dev.fettle.core.id.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** API tokens; only their hashes are kept. Thread-safe. */
final class TokenStore {

  /** One look-up per request with a token. */
  static final String FIND =
      """
      SELECT t.id, t.account_id, a.email, a.is_superuser, t.scopes, t.last_used_at
      FROM api_token t
      JOIN account a ON a.id = t.account_id
      WHERE t.token_hash = :tokenHash
        AND a.is_active
      """;

  static final String IS_VALID =
      """
      SELECT count(*) > 0
      FROM api_token t
      JOIN account a ON a.id = t.account_id
      WHERE t.id = :id
        AND a.is_active
      """;

  static final String TOUCH =
      """
      UPDATE api_token
      SET last_used_at = :now
      WHERE id = :id
      """;

  static final String INSERT =
      """
      INSERT INTO api_token (account_id, token_hash, hint, label, scopes, created_at)
      VALUES (:accountId, :tokenHash, :hint, :label, :scopes, :now)
      RETURNING id, hint, label, scopes, created_at
      """;

  /** Newest first. */
  static final String LIST =
      """
      SELECT id, hint, label, scopes, created_at
      FROM api_token
      WHERE account_id = :accountId
        AND id < :before
      ORDER BY id DESC
      LIMIT :fetch
      """;

  /** The page before a row, read backwards. */
  static final String LIST_BACKWARD =
      """
      SELECT id, hint, label, scopes, created_at
      FROM api_token
      WHERE account_id = :accountId
        AND id > :after
      ORDER BY id
      LIMIT :fetch
      """;

  static final String COUNT =
      """
      SELECT count(*)
      FROM (SELECT 1 FROM api_token WHERE account_id = :accountId LIMIT 1000) AS counted
      """;

  static final String GET =
      """
      SELECT id, hint, label, scopes, created_at
      FROM api_token
      WHERE account_id = :accountId
        AND id = :id
      """;

  static final String DELETE =
      """
      DELETE FROM api_token
      WHERE account_id = :accountId
        AND id = :id
      """;

  static final String DELETE_ALL =
      """
      DELETE FROM api_token
      WHERE account_id = :accountId
      """;

  /** Who a token belongs to. */
  record Holder(
      long tokenId,
      AccountId accountId,
      String email,
      boolean superuser,
      int scopes,
      @Nullable Instant lastUsedAt) {}

  /** A token as its owner sees it. */
  record Row(long id, String hint, String label, int scopes, Instant createdAt) {}

  /** A token to keep; its hash as hex. */
  record NewToken(AccountId accountId, String tokenHash, String hint, String label, int scopes) {}

  private final JdbcClient jdbc;

  TokenStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Holder> find(String tokenHash) {
    return jdbc.sql(FIND)
        .param("tokenHash", HexFormat.of().parseHex(tokenHash))
        .query(TokenStore::readHolder)
        .optional();
  }

  boolean isValid(long id) {
    return jdbc.sql(IS_VALID).param("id", id).query((row, _) -> row.getBoolean(1)).single();
  }

  void touch(long id, Instant now) {
    jdbc.sql(TOUCH).param("id", id).param("now", Timestamp.from(now)).update();
  }

  Row insert(NewToken token, Instant now) {
    return jdbc.sql(INSERT)
        .param("accountId", token.accountId().value())
        .param("tokenHash", HexFormat.of().parseHex(token.tokenHash()))
        .param("hint", token.hint())
        .param("label", token.label())
        .param("scopes", token.scopes())
        .param("now", Timestamp.from(now))
        .query(TokenStore::readRow)
        .single();
  }

  List<Row> listBefore(AccountId accountId, long before, int fetch) {
    return jdbc.sql(LIST)
        .param("accountId", accountId.value())
        .param("before", before)
        .param("fetch", fetch)
        .query(TokenStore::readRow)
        .list();
  }

  List<Row> listAfter(AccountId accountId, long after, int fetch) {
    return jdbc.sql(LIST_BACKWARD)
        .param("accountId", accountId.value())
        .param("after", after)
        .param("fetch", fetch)
        .query(TokenStore::readRow)
        .list();
  }

  long count(AccountId accountId) {
    return jdbc.sql(COUNT).param("accountId", accountId.value()).query(Long.class).single();
  }

  Optional<Row> get(AccountId accountId, long id) {
    return jdbc.sql(GET)
        .param("accountId", accountId.value())
        .param("id", id)
        .query(TokenStore::readRow)
        .optional();
  }

  boolean delete(AccountId accountId, long id) {
    return jdbc.sql(DELETE).param("accountId", accountId.value()).param("id", id).update() == 1;
  }

  void deleteAll(AccountId accountId) {
    jdbc.sql(DELETE_ALL).param("accountId", accountId.value()).update();
  }

  private static Holder readHolder(ResultSet rows, int index) throws SQLException {
    var lastUsed = rows.getTimestamp("last_used_at");
    return new Holder(
        rows.getLong("id"),
        new AccountId(rows.getLong("account_id")),
        rows.getString("email"),
        rows.getBoolean("is_superuser"),
        rows.getInt("scopes"),
        lastUsed == null ? null : lastUsed.toInstant());
  }

  private static Row readRow(ResultSet rows, int index) throws SQLException {
    return new Row(
        rows.getLong("id"),
        rows.getString("hint"),
        rows.getString("label"),
        rows.getInt("scopes"),
        rows.getTimestamp("created_at").toInstant());
  }
}
