package dev.fettle.organizations;

import dev.fettle.core.id.MemberId;
import dev.fettle.platform.http.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of links that were mailed to invited people; hashes are SHA-256 as hex. Thread-safe. */
final class InvitationLinkStore {

  /** An invitation that is open. */
  static final String FIND_OPEN =
      """
      SELECT m.role, m.invite_expires_at, o.name AS organization_name
      FROM organization_member m
      JOIN organization o ON o.id = m.organization_id
      WHERE m.id = :memberId
        AND m.account_id IS NULL
        AND m.invite_expires_at > :now
        AND o.deleted_at IS NULL
      """;

  static final String INSERT =
      """
      INSERT INTO invitation_link (token_hash, member_id)
      VALUES (:tokenHash, :memberId)
      """;

  /** What the letter tells. */
  record Open(Role role, Instant expiresAt, String organizationName) {}

  private final JdbcClient jdbc;

  InvitationLinkStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Open> findOpen(MemberId memberId, Instant now) {
    return jdbc.sql(FIND_OPEN)
        .param("memberId", memberId.value())
        .param("now", Timestamp.from(now))
        .query(InvitationLinkStore::read)
        .optional();
  }

  void insert(String tokenHash, MemberId memberId) {
    jdbc.sql(INSERT)
        .param("tokenHash", HexFormat.of().parseHex(tokenHash))
        .param("memberId", memberId.value())
        .update();
  }

  private static Open read(ResultSet rows, int index) throws SQLException {
    return new Open(
        Role.of(rows.getString("role")),
        rows.getTimestamp("invite_expires_at").toInstant(),
        rows.getString("organization_name"));
  }
}
