package dev.fettle.projects;

import dev.fettle.core.id.OrganizationId;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Environments that events named. Thread-safe. */
final class EnvironmentStore {

  /** An environment of a project. */
  record Environment(long id, String name, boolean hidden) {}

  /** One for each name, as an organization's list shows them; hidden everywhere: not shown. */
  static final String OF_ORGANIZATION =
      """
      SELECT min(e.id) AS id, e.name, false AS is_hidden
      FROM environment e
      JOIN project p ON p.id = e.project_id
      WHERE p.organization_id = :organization
        AND p.deleted_at IS NULL
        AND NOT e.is_hidden
        AND e.name > :position::text
      GROUP BY e.name
      ORDER BY e.name
      LIMIT :fetch
      """;

  static final String OF_PROJECT =
      """
      SELECT id, name, is_hidden
      FROM environment
      WHERE project_id = :project
        AND name > :position::text
        AND (:visibility::text = 'all' OR is_hidden = (:visibility::text = 'hidden'))
      ORDER BY name
      LIMIT :fetch
      """;

  static final String SET_HIDDEN =
      """
      UPDATE environment
      SET is_hidden = :hidden
      WHERE project_id = :project
        AND name = :name
      RETURNING id, name, is_hidden
      """;

  private final JdbcClient jdbc;

  EnvironmentStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Environment> ofOrganization(OrganizationId organizationId, String position, int fetch) {
    return jdbc.sql(OF_ORGANIZATION)
        .param("organization", organizationId.value())
        .param("position", position)
        .param("fetch", fetch)
        .query((rows, _) -> read(rows))
        .list();
  }

  List<Environment> ofProject(long projectId, String visibility, String position, int fetch) {
    return jdbc.sql(OF_PROJECT)
        .param("project", projectId)
        .param("visibility", visibility)
        .param("position", position)
        .param("fetch", fetch)
        .query((rows, _) -> read(rows))
        .list();
  }

  /** The changed environment, or nothing when there is none of that name. */
  java.util.Optional<Environment> setHidden(long projectId, String name, boolean hidden) {
    return jdbc.sql(SET_HIDDEN)
        .param("project", projectId)
        .param("name", name)
        .param("hidden", hidden)
        .query((rows, _) -> read(rows))
        .optional();
  }

  private static Environment read(java.sql.ResultSet rows) throws java.sql.SQLException {
    return new Environment(
        rows.getLong("id"),
        Objects.requireNonNull(rows.getString("name")),
        rows.getBoolean("is_hidden"));
  }
}
