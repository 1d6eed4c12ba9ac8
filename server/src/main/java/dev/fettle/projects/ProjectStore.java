package dev.fettle.projects;

import dev.fettle.core.id.AccountId;
import dev.fettle.core.id.OrganizationId;
import dev.fettle.core.id.TeamId;
import dev.fettle.organizations.Membership;
import dev.fettle.organizations.Team;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of projects. Thread-safe. */
final class ProjectStore {

  private static final String MEMBER =
      """
      , EXISTS (
          SELECT 1
          FROM team_project tp
          JOIN team_member tm ON tm.team_id = tp.team_id
          JOIN organization_member m ON m.id = tm.member_id
          WHERE tp.project_id = p.id AND m.account_id = :accountId
        ) AS is_member
      """;

  private static final String COLUMNS =
      """
      SELECT p.id, p.organization_id, p.slug, p.name, p.platform, p.created_at, p.first_event_at,
        p.scrub_ip_addresses, p.event_throttle_rate
      """;

  static final String FIND =
      COLUMNS
          + MEMBER
          + """
          FROM project p
          WHERE p.organization_id = :organizationId
            AND p.slug = :slug
            AND p.deleted_at IS NULL
          """;

  static final String FIND_BY_ID =
      COLUMNS
          + MEMBER
          + """
          FROM project p
          WHERE p.organization_id = :organizationId
            AND p.id = :id
            AND p.deleted_at IS NULL
          """;

  private static final String OF_ORGANIZATION =
      COLUMNS
          + MEMBER
          + """
          FROM project p
          WHERE p.organization_id = :organizationId
            AND p.deleted_at IS NULL
            AND (CAST(:team AS text) IS NULL
              OR CAST(:inTeam AS boolean) = EXISTS (
                SELECT 1
                FROM team_project tp
                JOIN team t ON t.id = tp.team_id
                WHERE tp.project_id = p.id AND t.slug = :team))
          """;

  static final String LIST_AFTER =
      OF_ORGANIZATION
          + """
          AND (p.name, p.id) > (:name, :id)
          ORDER BY p.name, p.id
          LIMIT :fetch
          """;

  static final String LIST_BEFORE =
      OF_ORGANIZATION
          + """
          AND (p.name, p.id) < (:name, :id)
          ORDER BY p.name DESC, p.id DESC
          LIMIT :fetch
          """;

  static final String COUNT =
      "SELECT count(*) FROM (" + OF_ORGANIZATION + "LIMIT 1000) AS counted\n";

  private static final String OF_ACCOUNT =
      COLUMNS
          + MEMBER
          + """
          FROM organization_member own
          JOIN project p ON p.organization_id = own.organization_id
          WHERE own.account_id = :accountId
            AND p.deleted_at IS NULL
          """;

  static final String LIST_OF_ACCOUNT_AFTER =
      OF_ACCOUNT
          + """
          AND (p.name, p.id) > (:name, :id)
          ORDER BY p.name, p.id
          LIMIT :fetch
          """;

  static final String LIST_OF_ACCOUNT_BEFORE =
      OF_ACCOUNT
          + """
          AND (p.name, p.id) < (:name, :id)
          ORDER BY p.name DESC, p.id DESC
          LIMIT :fetch
          """;

  static final String COUNT_OF_ACCOUNT =
      "SELECT count(*) FROM (" + OF_ACCOUNT + "LIMIT 1000) AS counted\n";

  static final String INSERT =
      """
      INSERT INTO project (organization_id, slug, name, platform, event_throttle_rate, created_at)
      VALUES (:organizationId, :slug, :name, :platform, :eventThrottleRate, :now)
      ON CONFLICT (organization_id, slug) DO NOTHING
      RETURNING id
      """;

  /** False when another project has the slug. */
  static final String UPDATE =
      """
      UPDATE project
      SET slug = :slug, name = :name, platform = :platform,
        event_throttle_rate = :eventThrottleRate, scrub_ip_addresses = :scrubIpAddresses,
        keys_changed_at = clock_timestamp()
      WHERE id = :id
        AND organization_id = :organizationId
        AND NOT EXISTS (
          SELECT 1
          FROM project other
          WHERE other.organization_id = :organizationId
            AND other.slug = :slug
            AND other.id <> :id)
      """;

  /** Gone for everybody at once; its rows are removed in the background, its slug is free. */
  static final String DELETE =
      """
      UPDATE project
      SET deleted_at = :now, slug = '_deleted-' || id, keys_changed_at = clock_timestamp()
      WHERE id = :id
        AND organization_id = :organizationId
        AND deleted_at IS NULL
      """;

  static final String DELETE_ALL =
      """
      UPDATE project
      SET deleted_at = :now, slug = '_deleted-' || id, keys_changed_at = clock_timestamp()
      WHERE organization_id = :organizationId
        AND deleted_at IS NULL
      RETURNING id
      """;

  static final String ADD_TEAM =
      """
      INSERT INTO team_project (team_id, project_id)
      VALUES (:teamId, :projectId)
      ON CONFLICT DO NOTHING
      """;

  static final String REMOVE_TEAM =
      """
      DELETE FROM team_project
      WHERE team_id = :teamId
        AND project_id = :projectId
      """;

  static final String TEAMS_OF_PROJECTS =
      """
      SELECT tp.project_id, t.id, t.slug
      FROM team_project tp
      JOIN team t ON t.id = tp.team_id
      WHERE tp.project_id = ANY (:projectIds)
      ORDER BY t.slug
      """;

  static final String PROJECTS_OF_TEAMS =
      COLUMNS
          + MEMBER
          + """
          , tp.team_id
          FROM team_project tp
          JOIN project p ON p.id = tp.project_id
          WHERE tp.team_id = ANY (:teamIds)
            AND p.deleted_at IS NULL
          ORDER BY p.name, p.id
          LIMIT 10000
          """;

  /** Which rows of an organization are wanted: all, those in a team, those not in it. */
  record Filter(@Nullable String team, boolean inTeam) {
    static final Filter ALL = new Filter(null, false);
  }

  /** Where a page begins: after or before the row of that name and id. */
  record Position(boolean backward, String name, long id, int fetch) {}

  /** A project to make. */
  record NewProject(
      OrganizationId organizationId,
      String slug,
      String name,
      @Nullable String platform,
      int eventThrottleRate) {}

  private final JdbcClient jdbc;

  ProjectStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Project> find(Membership membership, String slug) {
    return jdbc.sql(FIND)
        .param("organizationId", membership.organizationId().value())
        .param("accountId", membership.accountId().value())
        .param("slug", slug)
        .query(ProjectStore::read)
        .optional();
  }

  Optional<Project> findById(Membership membership, long id) {
    return jdbc.sql(FIND_BY_ID)
        .param("organizationId", membership.organizationId().value())
        .param("accountId", membership.accountId().value())
        .param("id", id)
        .query(ProjectStore::read)
        .optional();
  }

  List<Project> list(Membership membership, Filter filter, Position position) {
    return jdbc.sql(position.backward() ? LIST_BEFORE : LIST_AFTER)
        .param("organizationId", membership.organizationId().value())
        .param("accountId", membership.accountId().value())
        .param("team", filter.team())
        .param("inTeam", filter.inTeam())
        .param("name", position.name())
        .param("id", position.id())
        .param("fetch", position.fetch())
        .query(ProjectStore::read)
        .list();
  }

  long count(Membership membership, Filter filter) {
    return jdbc.sql(COUNT)
        .param("organizationId", membership.organizationId().value())
        .param("accountId", membership.accountId().value())
        .param("team", filter.team())
        .param("inTeam", filter.inTeam())
        .query(Long.class)
        .single();
  }

  List<Project> listOfAccount(AccountId accountId, Position position) {
    return jdbc.sql(position.backward() ? LIST_OF_ACCOUNT_BEFORE : LIST_OF_ACCOUNT_AFTER)
        .param("accountId", accountId.value())
        .param("name", position.name())
        .param("id", position.id())
        .param("fetch", position.fetch())
        .query(ProjectStore::read)
        .list();
  }

  long countOfAccount(AccountId accountId) {
    return jdbc.sql(COUNT_OF_ACCOUNT)
        .param("accountId", accountId.value())
        .query(Long.class)
        .single();
  }

  /** The new project's id, or nothing when the slug is taken. */
  Optional<Long> insert(NewProject project, Instant now) {
    return jdbc.sql(INSERT)
        .param("organizationId", project.organizationId().value())
        .param("slug", project.slug())
        .param("name", project.name())
        .param("platform", project.platform())
        .param("eventThrottleRate", project.eventThrottleRate())
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .optional();
  }

  boolean update(Project project) {
    return jdbc.sql(UPDATE)
            .param("id", project.id())
            .param("organizationId", project.organizationId().value())
            .param("slug", project.slug())
            .param("name", project.name())
            .param("platform", project.platform())
            .param("eventThrottleRate", project.eventThrottleRate())
            .param("scrubIpAddresses", project.scrubIpAddresses())
            .update()
        == 1;
  }

  void delete(Project project, Instant now) {
    jdbc.sql(DELETE)
        .param("id", project.id())
        .param("organizationId", project.organizationId().value())
        .param("now", Timestamp.from(now))
        .update();
  }

  /** The ids of the projects that are deleted now. */
  List<Long> deleteAll(OrganizationId organizationId, Instant now) {
    return jdbc.sql(DELETE_ALL)
        .param("organizationId", organizationId.value())
        .param("now", Timestamp.from(now))
        .query((rows, _) -> rows.getLong("id"))
        .list();
  }

  void addTeam(long projectId, Team team) {
    jdbc.sql(ADD_TEAM).param("projectId", projectId).param("teamId", team.id().value()).update();
  }

  void removeTeam(long projectId, Team team) {
    jdbc.sql(REMOVE_TEAM).param("projectId", projectId).param("teamId", team.id().value()).update();
  }

  /** Teams by project id, in one query for a whole page. */
  Map<Long, List<ProjectResponse.TeamSlug>> teamsOf(Collection<Long> projectIds) {
    var teams = new HashMap<Long, List<ProjectResponse.TeamSlug>>();
    if (!projectIds.isEmpty()) {
      jdbc.sql(TEAMS_OF_PROJECTS)
          .param("projectIds", projectIds.toArray(Long[]::new))
          .query(rows -> {
            teams
                .computeIfAbsent(rows.getLong("project_id"), _ -> new java.util.ArrayList<>())
                .add(
                    new ProjectResponse.TeamSlug(
                        Long.toString(rows.getLong("id")), rows.getString("slug")));
          });
    }
    return teams;
  }

  /** Projects by team id, in one query for a whole page. */
  Map<TeamId, List<Project>> projectsOf(Collection<TeamId> teamIds, AccountId accountId) {
    var projects = new LinkedHashMap<TeamId, List<Project>>();
    if (!teamIds.isEmpty()) {
      jdbc.sql(PROJECTS_OF_TEAMS)
          .param("teamIds", teamIds.stream().map(TeamId::value).toArray(Long[]::new))
          .param("accountId", accountId.value())
          .query(rows -> {
            projects
                .computeIfAbsent(
                    new TeamId(rows.getLong("team_id")), _ -> new java.util.ArrayList<>())
                .add(read(rows, 0));
          });
    }
    return projects;
  }

  private static Project read(ResultSet rows, int index) throws SQLException {
    var firstEvent = rows.getTimestamp("first_event_at");
    return new Project(
        rows.getLong("id"),
        new OrganizationId(rows.getLong("organization_id")),
        rows.getString("slug"),
        rows.getString("name"),
        rows.getString("platform"),
        rows.getTimestamp("created_at").toInstant(),
        firstEvent == null ? null : firstEvent.toInstant(),
        rows.getBoolean("scrub_ip_addresses"),
        rows.getInt("event_throttle_rate"),
        rows.getBoolean("is_member"));
  }
}
