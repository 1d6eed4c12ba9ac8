package dev.fettle.organizations;

import dev.fettle.core.id.MemberId;
import dev.fettle.core.id.OrganizationId;
import dev.fettle.core.id.TeamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of teams. Thread-safe. */
final class TeamStore {

  /** Member counts by one lateral look-up per row of the page. */
  private static final String COLUMNS =
      """
      SELECT t.id, t.organization_id, t.slug, t.created_at, counted.members,
        EXISTS (
          SELECT 1 FROM team_member tm WHERE tm.team_id = t.id AND tm.member_id = :memberId
        ) AS is_member
      FROM team t
      CROSS JOIN LATERAL (
        SELECT count(*) AS members FROM team_member tm WHERE tm.team_id = t.id
      ) AS counted
      WHERE t.organization_id = :organizationId
      """;

  static final String GET = COLUMNS + "AND t.slug = :slug\n";

  static final String LIST_AFTER =
      COLUMNS
          + """
          AND t.slug > :slug
          ORDER BY t.slug
          LIMIT :fetch
          """;

  static final String LIST_BEFORE =
      COLUMNS
          + """
          AND t.slug < :slug
          ORDER BY t.slug DESC
          LIMIT :fetch
          """;

  static final String COUNT =
      """
      SELECT count(*)
      FROM (SELECT 1 FROM team WHERE organization_id = :organizationId LIMIT 1000) AS counted
      """;

  static final String FIND =
      """
      SELECT id, organization_id, slug, created_at, 0 AS members, false AS is_member
      FROM team
      WHERE organization_id = :organizationId
        AND slug = :slug
      """;

  static final String INSERT =
      """
      INSERT INTO team (organization_id, slug, created_at)
      VALUES (:organizationId, :slug, :now)
      ON CONFLICT (organization_id, slug) DO NOTHING
      RETURNING id
      """;

  static final String RENAME =
      """
      UPDATE team
      SET slug = :slug
      WHERE id = :id
        AND organization_id = :organizationId
        AND NOT EXISTS (
          SELECT 1
          FROM team other
          WHERE other.organization_id = :organizationId AND other.slug = :slug AND other.id <> :id)
      """;

  static final String DELETE =
      """
      DELETE FROM team
      WHERE id = :id
        AND organization_id = :organizationId
      """;

  static final String ADD_MEMBER =
      """
      INSERT INTO team_member (team_id, member_id)
      VALUES (:teamId, :memberId)
      ON CONFLICT DO NOTHING
      """;

  static final String REMOVE_MEMBER =
      """
      DELETE FROM team_member
      WHERE team_id = :teamId
        AND member_id = :memberId
      """;

  private final JdbcClient jdbc;

  TeamStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Team> get(Membership membership, String slug) {
    return jdbc.sql(GET)
        .param("organizationId", membership.organizationId().value())
        .param("memberId", membership.memberId().value())
        .param("slug", slug)
        .query(TeamStore::read)
        .optional();
  }

  List<Team> list(Membership membership, boolean backward, String slug, int fetch) {
    return jdbc.sql(backward ? LIST_BEFORE : LIST_AFTER)
        .param("organizationId", membership.organizationId().value())
        .param("memberId", membership.memberId().value())
        .param("slug", slug)
        .param("fetch", fetch)
        .query(TeamStore::read)
        .list();
  }

  long count(OrganizationId organizationId) {
    return jdbc.sql(COUNT)
        .param("organizationId", organizationId.value())
        .query(Long.class)
        .single();
  }

  /** Without its members: to add or remove somebody. */
  Optional<Team> find(OrganizationId organizationId, String slug) {
    return jdbc.sql(FIND)
        .param("organizationId", organizationId.value())
        .param("slug", slug)
        .query(TeamStore::read)
        .optional();
  }

  /** The new team's id, or nothing when the slug is taken. */
  Optional<TeamId> insert(OrganizationId organizationId, String slug, Instant now) {
    return jdbc.sql(INSERT)
        .param("organizationId", organizationId.value())
        .param("slug", slug)
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .optional()
        .map(TeamId::new);
  }

  /** False when the slug is taken. */
  boolean rename(Team team, String slug) {
    return jdbc.sql(RENAME)
            .param("id", team.id().value())
            .param("organizationId", team.organizationId().value())
            .param("slug", slug)
            .update()
        == 1;
  }

  void delete(Team team) {
    jdbc.sql(DELETE)
        .param("id", team.id().value())
        .param("organizationId", team.organizationId().value())
        .update();
  }

  void addMember(TeamId teamId, MemberId memberId) {
    jdbc.sql(ADD_MEMBER)
        .param("teamId", teamId.value())
        .param("memberId", memberId.value())
        .update();
  }

  void removeMember(TeamId teamId, MemberId memberId) {
    jdbc.sql(REMOVE_MEMBER)
        .param("teamId", teamId.value())
        .param("memberId", memberId.value())
        .update();
  }

  private static Team read(ResultSet rows, int index) throws SQLException {
    return new Team(
        new TeamId(rows.getLong("id")),
        new OrganizationId(rows.getLong("organization_id")),
        rows.getString("slug"),
        rows.getTimestamp("created_at").toInstant(),
        rows.getBoolean("is_member"),
        rows.getInt("members"));
  }
}
