package dev.fettle.organizations;

import dev.fettle.core.id.AccountId;
import dev.fettle.core.id.MemberId;
import dev.fettle.core.id.OrganizationId;
import dev.fettle.core.id.TeamId;
import dev.fettle.platform.http.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of members; the e-mail address is read from their accounts. Thread-safe. */
final class MemberStore {

  private static final String COLUMNS =
      """
      SELECT m.id, m.organization_id, m.account_id, coalesce(a.email, m.email) AS email, m.role,
        m.is_primary_owner, m.created_at
      FROM organization_member m
      LEFT JOIN account a ON a.id = m.account_id
      """;

  static final String GET =
      COLUMNS
          + """
          WHERE m.organization_id = :organizationId
            AND m.id = :id
          """;

  static final String LIST_AFTER =
      COLUMNS
          + """
          WHERE m.organization_id = :organizationId
            AND m.id > :id
          ORDER BY m.id
          LIMIT :fetch
          """;

  static final String LIST_BEFORE =
      COLUMNS
          + """
          WHERE m.organization_id = :organizationId
            AND m.id < :id
          ORDER BY m.id DESC
          LIMIT :fetch
          """;

  static final String COUNT =
      """
      SELECT count(*)
      FROM (
        SELECT 1 FROM organization_member WHERE organization_id = :organizationId LIMIT 1000
      ) AS counted
      """;

  static final String LIST_TEAM_AFTER =
      COLUMNS
          + """
          JOIN team_member tm ON tm.member_id = m.id
          WHERE tm.team_id = :teamId
            AND m.organization_id = :organizationId
            AND m.id > :id
          ORDER BY m.id
          LIMIT :fetch
          """;

  static final String LIST_TEAM_BEFORE =
      COLUMNS
          + """
          JOIN team_member tm ON tm.member_id = m.id
          WHERE tm.team_id = :teamId
            AND m.organization_id = :organizationId
            AND m.id < :id
          ORDER BY m.id DESC
          LIMIT :fetch
          """;

  static final String COUNT_TEAM =
      """
      SELECT count(*)
      FROM (SELECT 1 FROM team_member WHERE team_id = :teamId LIMIT 1000) AS counted
      """;

  static final String INSERT =
      """
      INSERT INTO organization_member
        (organization_id, account_id, role, is_primary_owner, created_at)
      VALUES (:organizationId, :accountId, :role, :primaryOwner, :now)
      RETURNING id
      """;

  static final String IS_MEMBER =
      """
      SELECT EXISTS (
        SELECT 1
        FROM organization_member
        WHERE organization_id = :organizationId
          AND account_id = :accountId)
      """;

  static final String FIND_PENDING =
      COLUMNS
          + """
          WHERE m.organization_id = :organizationId
            AND m.email = :emailKey
          """;

  static final String INVITE =
      """
      INSERT INTO organization_member
        (organization_id, email, role, invite_hash, invite_expires_at, created_at)
      VALUES (:organizationId, :emailKey, :role, :inviteHash, :expiresAt, :now)
      RETURNING id
      """;

  static final String FIND_INVITED =
      COLUMNS
          + """
          WHERE m.id = :id
            AND m.account_id IS NULL
            AND m.invite_expires_at > :now
            AND (m.invite_hash = :inviteHash
              OR EXISTS (
                SELECT 1
                FROM invitation_link l
                WHERE l.token_hash = :inviteHash
                  AND l.member_id = m.id))
          """;

  /** After {@link #FIND_INVITED}; of two who use the link at once, one finds it used up. */
  static final String ACCEPT =
      """
      UPDATE organization_member
      SET account_id = :accountId, email = NULL, invite_hash = NULL, invite_expires_at = NULL
      WHERE id = :id
        AND account_id IS NULL
      """;

  static final String DELETE_LINKS =
      """
      DELETE FROM invitation_link
      WHERE member_id = :id
      """;

  static final String UPDATE_ROLE =
      """
      UPDATE organization_member
      SET role = :role
      WHERE organization_id = :organizationId
        AND id = :id
      """;

  static final String OTHER_OWNERS =
      """
      SELECT EXISTS (
        SELECT 1
        FROM organization_member
        WHERE organization_id = :organizationId
          AND role = 'owner'
          AND account_id IS NOT NULL
          AND id <> :id)
      """;

  static final String CLEAR_PRIMARY =
      """
      UPDATE organization_member
      SET is_primary_owner = false
      WHERE organization_id = :organizationId
        AND is_primary_owner
      """;

  static final String SET_PRIMARY =
      """
      UPDATE organization_member
      SET is_primary_owner = true, role = 'owner'
      WHERE organization_id = :organizationId
        AND id = :id
      """;

  static final String DELETE =
      """
      DELETE FROM organization_member
      WHERE organization_id = :organizationId
        AND id = :id
      """;

  static final String TEAM_SLUGS =
      """
      SELECT t.slug
      FROM team_member tm
      JOIN team t ON t.id = tm.team_id
      WHERE tm.member_id = :id
        AND t.organization_id = :organizationId
      ORDER BY t.slug
      LIMIT 1000
      """;

  /** A member to add. */
  record NewMember(
      OrganizationId organizationId, AccountId accountId, Role role, boolean primaryOwner) {}

  /** Somebody to invite; of the link only its SHA-256 as hex. */
  record Invitation(
      OrganizationId organizationId,
      String emailKey,
      Role role,
      String inviteHash,
      Instant expiresAt) {}

  private final JdbcClient jdbc;

  MemberStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Member> get(OrganizationId organizationId, MemberId id) {
    return jdbc.sql(GET)
        .param("organizationId", organizationId.value())
        .param("id", id.value())
        .query(MemberStore::read)
        .optional();
  }

  List<Member> list(OrganizationId organizationId, boolean backward, long id, int fetch) {
    return jdbc.sql(backward ? LIST_BEFORE : LIST_AFTER)
        .param("organizationId", organizationId.value())
        .param("id", id)
        .param("fetch", fetch)
        .query(MemberStore::read)
        .list();
  }

  long count(OrganizationId organizationId) {
    return jdbc.sql(COUNT)
        .param("organizationId", organizationId.value())
        .query(Long.class)
        .single();
  }

  List<Member> listOfTeam(Team team, boolean backward, long id, int fetch) {
    return jdbc.sql(backward ? LIST_TEAM_BEFORE : LIST_TEAM_AFTER)
        .param("organizationId", team.organizationId().value())
        .param("teamId", team.id().value())
        .param("id", id)
        .param("fetch", fetch)
        .query(MemberStore::read)
        .list();
  }

  long countOfTeam(TeamId teamId) {
    return jdbc.sql(COUNT_TEAM).param("teamId", teamId.value()).query(Long.class).single();
  }

  MemberId insert(NewMember member, Instant now) {
    return new MemberId(
        jdbc.sql(INSERT)
            .param("organizationId", member.organizationId().value())
            .param("accountId", member.accountId().value())
            .param("role", member.role().text())
            .param("primaryOwner", member.primaryOwner())
            .param("now", Timestamp.from(now))
            .query(Long.class)
            .single());
  }

  boolean isMember(OrganizationId organizationId, AccountId accountId) {
    return jdbc.sql(IS_MEMBER)
        .param("organizationId", organizationId.value())
        .param("accountId", accountId.value())
        .query(Boolean.class)
        .single();
  }

  Optional<Member> findPending(OrganizationId organizationId, String emailKey) {
    return jdbc.sql(FIND_PENDING)
        .param("organizationId", organizationId.value())
        .param("emailKey", emailKey)
        .query(MemberStore::read)
        .optional();
  }

  /** The pending member's id. */
  MemberId invite(Invitation invitation, Instant now) {
    return new MemberId(
        jdbc.sql(INVITE)
            .param("organizationId", invitation.organizationId().value())
            .param("emailKey", invitation.emailKey())
            .param("role", invitation.role().text())
            .param("inviteHash", HexFormat.of().parseHex(invitation.inviteHash()))
            .param("expiresAt", Timestamp.from(invitation.expiresAt()))
            .param("now", Timestamp.from(now))
            .query(Long.class)
            .single());
  }

  Optional<Member> findInvited(MemberId id, String inviteHash, Instant now) {
    return jdbc.sql(FIND_INVITED)
        .param("id", id.value())
        .param("inviteHash", HexFormat.of().parseHex(inviteHash))
        .param("now", Timestamp.from(now))
        .query(MemberStore::read)
        .optional();
  }

  boolean accept(MemberId id, AccountId accountId) {
    jdbc.sql(DELETE_LINKS).param("id", id.value()).update();
    return jdbc.sql(ACCEPT).param("id", id.value()).param("accountId", accountId.value()).update()
        == 1;
  }

  void updateRole(OrganizationId organizationId, MemberId id, Role role) {
    jdbc.sql(UPDATE_ROLE)
        .param("organizationId", organizationId.value())
        .param("id", id.value())
        .param("role", role.text())
        .update();
  }

  boolean hasOtherOwners(OrganizationId organizationId, MemberId id) {
    return jdbc.sql(OTHER_OWNERS)
        .param("organizationId", organizationId.value())
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }

  void setPrimaryOwner(OrganizationId organizationId, MemberId id) {
    jdbc.sql(CLEAR_PRIMARY).param("organizationId", organizationId.value()).update();
    jdbc.sql(SET_PRIMARY)
        .param("organizationId", organizationId.value())
        .param("id", id.value())
        .update();
  }

  void delete(OrganizationId organizationId, MemberId id) {
    jdbc.sql(DELETE)
        .param("organizationId", organizationId.value())
        .param("id", id.value())
        .update();
  }

  List<String> teamSlugs(OrganizationId organizationId, MemberId id) {
    return jdbc.sql(TEAM_SLUGS)
        .param("organizationId", organizationId.value())
        .param("id", id.value())
        .query((rows, _) -> rows.getString("slug"))
        .list();
  }

  private static Member read(ResultSet rows, int index) throws SQLException {
    var accountId = rows.getObject("account_id", Long.class);
    return new Member(
        new MemberId(rows.getLong("id")),
        new OrganizationId(rows.getLong("organization_id")),
        accountId == null ? null : new AccountId(accountId),
        rows.getString("email"),
        Role.of(rows.getString("role")),
        rows.getBoolean("is_primary_owner"),
        rows.getTimestamp("created_at").toInstant());
  }
}
