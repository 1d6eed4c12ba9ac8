package dev.fettle.projects;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The keys of projects. Thread-safe. */
final class ProjectKeyStore {

  /** By the unique index of the public key. */
  static final String FIND_FOR_INTAKE =
      """
      SELECT k.id, k.is_active, k.rate_limit_count, k.rate_limit_window_seconds,
        p.organization_id, p.event_throttle_rate, o.is_accepting_events,
        p.scrub_ip_addresses OR o.scrub_ip_addresses AS scrub
      FROM project_key k
      JOIN project p ON p.id = k.project_id
      JOIN organization o ON o.id = p.organization_id
      WHERE k.public_key = :publicKey
        AND k.project_id = :projectId
        AND p.deleted_at IS NULL
      """;

  private final JdbcClient jdbc;

  ProjectKeyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<ProjectKey> findForIntake(long projectId, UUID publicKey) {
    return jdbc.sql(FIND_FOR_INTAKE)
        .param("projectId", projectId)
        .param("publicKey", publicKey)
        .query((rows, _) -> readKey(projectId, publicKey, rows))
        .optional();
  }

  /** Every statement of this store, for the test that prepares them. */
  static List<String> statements() {
    return List.of(FIND_FOR_INTAKE);
  }

  private static ProjectKey readKey(long projectId, UUID publicKey, ResultSet rows)
      throws SQLException {
    int count = rows.getInt("rate_limit_count");
    boolean limited = !rows.wasNull();
    return new ProjectKey(
        rows.getLong("id"),
        projectId,
        rows.getLong("organization_id"),
        publicKey,
        rows.getBoolean("is_active"),
        rows.getBoolean("is_accepting_events"),
        rows.getBoolean("scrub"),
        rows.getInt("event_throttle_rate"),
        limited ? new ProjectKey.RateLimit(count, rows.getInt("rate_limit_window_seconds")) : null);
  }
}
