package dev.fettle.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of people. Thread-safe. */
final class AccountStore {

  private static final String COLUMNS =
      """
      SELECT id, email, name, password_hash, is_superuser, is_active, email_verified,
        options::text AS options, created_at, last_login_at
      FROM account
      """;

  static final String FIND_BY_EMAIL = COLUMNS + "WHERE email_key = :emailKey\n";

  static final String FIND = COLUMNS + "WHERE id = :id\n";

  static final String LIST = COLUMNS + "WHERE id = ANY (:ids)\n";

  static final String ANY = "SELECT EXISTS (SELECT 1 FROM account)\n";

  /** Held to the end of the transaction: of two first people only one is the first. */
  static final String LOCK_FIRST = "SELECT pg_advisory_xact_lock(4703261108)\n";

  static final String INSERT =
      """
      INSERT INTO account (email, email_key, password_hash, is_superuser, created_at)
      VALUES (:email, :emailKey, :passwordHash, :superuser, :now)
      ON CONFLICT (email_key) DO NOTHING
      RETURNING id
      """;

  static final String UPDATE_PROFILE =
      """
      UPDATE account
      SET name = :name, options = CAST(:options AS jsonb)
      WHERE id = :id
      """;

  static final String UPDATE_PASSWORD =
      """
      UPDATE account
      SET password_hash = :passwordHash
      WHERE id = :id
      """;

  static final String MAKE_SUPERUSER =
      """
      UPDATE account
      SET is_superuser = true, is_active = true, password_hash = :passwordHash
      WHERE id = :id
      """;

  static final String SET_ACTIVE =
      """
      UPDATE account
      SET is_active = :active
      WHERE id = :id
      """;

  static final String UPDATE_LAST_LOGIN =
      """
      UPDATE account
      SET last_login_at = :now
      WHERE id = :id
      """;

  private final JdbcClient jdbc;

  AccountStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Account> findByEmail(String email) {
    return jdbc.sql(FIND_BY_EMAIL)
        .param("emailKey", Emails.key(email))
        .query(AccountStore::read)
        .optional();
  }

  Optional<Account> find(long id) {
    return jdbc.sql(FIND).param("id", id).query(AccountStore::read).optional();
  }

  /** The accounts of these ids, in no order; one query however many. */
  List<Account> list(Collection<Long> ids) {
    return jdbc.sql(LIST).param("ids", ids.toArray(Long[]::new)).query(AccountStore::read).list();
  }

  /** Whether anybody has registered yet. */
  boolean any() {
    return jdbc.sql(ANY).query(Boolean.class).single();
  }

  void lockFirst() {
    jdbc.sql(LOCK_FIRST).query((_, _) -> true).single();
  }

  /** The new account's id, or nothing when the address is taken. */
  Optional<Long> insert(
      String email, @Nullable String passwordHash, boolean superuser, Instant now) {
    return jdbc.sql(INSERT)
        .param("email", email)
        .param("emailKey", Emails.key(email))
        .param("passwordHash", passwordHash)
        .param("superuser", superuser)
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .optional();
  }

  void updateProfile(long id, String name, String options) {
    jdbc.sql(UPDATE_PROFILE).param("id", id).param("name", name).param("options", options).update();
  }

  void updatePassword(long id, String passwordHash) {
    jdbc.sql(UPDATE_PASSWORD).param("id", id).param("passwordHash", passwordHash).update();
  }

  void makeSuperuser(long id, String passwordHash) {
    jdbc.sql(MAKE_SUPERUSER).param("id", id).param("passwordHash", passwordHash).update();
  }

  void setActive(long id, boolean active) {
    jdbc.sql(SET_ACTIVE).param("id", id).param("active", active).update();
  }

  void updateLastLogin(long id, Instant now) {
    jdbc.sql(UPDATE_LAST_LOGIN).param("id", id).param("now", Timestamp.from(now)).update();
  }

  private static Account read(ResultSet rows, int index) throws SQLException {
    var lastLogin = rows.getTimestamp("last_login_at");
    return new Account(
        rows.getLong("id"),
        rows.getString("email"),
        rows.getString("name"),
        rows.getString("password_hash"),
        rows.getBoolean("is_superuser"),
        rows.getBoolean("is_active"),
        rows.getBoolean("email_verified"),
        rows.getString("options"),
        rows.getTimestamp("created_at").toInstant(),
        lastLogin == null ? null : lastLogin.toInstant());
  }
}
