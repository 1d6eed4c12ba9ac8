package dev.fettle.projects;

import dev.fettle.core.id.OrganizationId;
import dev.fettle.core.id.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of keys. Thread-safe. */
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

  private static final String COLUMNS =
      """
      SELECT id, project_id, public_key, name, is_active, rate_limit_count,
        rate_limit_window_seconds, created_at
      FROM project_key
      WHERE project_id = :projectId
      """;

  static final String GET = COLUMNS + "AND public_key = :publicKey\n";

  static final String LIST_AFTER = COLUMNS + "AND id > :id\nORDER BY id\nLIMIT :fetch\n";

  static final String LIST_BEFORE = COLUMNS + "AND id < :id\nORDER BY id DESC\nLIMIT :fetch\n";

  static final String COUNT =
      """
      SELECT count(*)
      FROM (SELECT 1 FROM project_key WHERE project_id = :projectId LIMIT 1000) AS counted
      """;

  /** Each change of a key is noted at its project: other nodes look for those. */
  static final String INSERT =
      """
      WITH changed AS (
        INSERT INTO project_key
          (project_id, public_key, name, rate_limit_count, rate_limit_window_seconds, created_at)
        VALUES (:projectId, :publicKey, :name, :count, :window, :now)
        RETURNING project_id
      )
      UPDATE project
      SET keys_changed_at = clock_timestamp()
      WHERE id IN (SELECT project_id FROM changed)
      """;

  static final String UPDATE =
      """
      WITH changed AS (
        UPDATE project_key
        SET name = :name, is_active = :active, rate_limit_count = :count,
          rate_limit_window_seconds = :window
        WHERE id = :id
          AND project_id = :projectId
        RETURNING project_id
      )
      UPDATE project
      SET keys_changed_at = clock_timestamp()
      WHERE id IN (SELECT project_id FROM changed)
      """;

  static final String DELETE =
      """
      WITH changed AS (
        DELETE FROM project_key
        WHERE project_id = :projectId
          AND public_key = :publicKey
        RETURNING project_id
      )
      UPDATE project
      SET keys_changed_at = clock_timestamp()
      WHERE id IN (SELECT project_id FROM changed)
      """;

  /** By the database's clock, which all nodes share. */
  static final String CHANGED =
      """
      SELECT id
      FROM project
      WHERE keys_changed_at > clock_timestamp() - interval '10 seconds'
      """;

  /** A key to make. */
  record NewKey(
      long projectId, UUID publicKey, String name, ProjectKey.@Nullable RateLimit rateLimit) {}

  private final JdbcClient jdbc;

  ProjectKeyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<ProjectKey> findForIntake(long projectId, UUID publicKey) {
    return jdbc.sql(FIND_FOR_INTAKE)
        .param("projectId", projectId)
        .param("publicKey", publicKey)
        .query((rows, _) -> readForIntake(projectId, publicKey, rows))
        .optional();
  }

  Optional<ProjectKeyRow> get(long projectId, UUID publicKey) {
    return jdbc.sql(GET)
        .param("projectId", projectId)
        .param("publicKey", publicKey)
        .query(ProjectKeyStore::read)
        .optional();
  }

  List<ProjectKeyRow> list(ProjectId projectId, boolean backward, long id, int fetch) {
    return jdbc.sql(backward ? LIST_BEFORE : LIST_AFTER)
        .param("projectId", projectId.value())
        .param("id", id)
        .param("fetch", fetch)
        .query(ProjectKeyStore::read)
        .list();
  }

  long count(long projectId) {
    return jdbc.sql(COUNT).param("projectId", projectId).query(Long.class).single();
  }

  /**
   * Projects whose keys, or what else the intake knows of them, changed in the last ten seconds.
   */
  List<Long> changed() {
    return jdbc.sql(CHANGED).query((rows, _) -> rows.getLong("id")).list();
  }

  void insert(NewKey key, Instant now) {
    var limit = key.rateLimit();
    jdbc.sql(INSERT)
        .param("projectId", key.projectId())
        .param("publicKey", key.publicKey())
        .param("name", key.name())
        .param("count", limit == null ? null : limit.count())
        .param("window", limit == null ? null : limit.windowSeconds())
        .param("now", Timestamp.from(now))
        .update();
  }

  void update(ProjectKeyRow key) {
    var limit = key.rateLimit();
    jdbc.sql(UPDATE)
        .param("id", key.id())
        .param("projectId", key.projectId().value())
        .param("name", key.name())
        .param("active", key.active())
        .param("count", limit == null ? null : limit.count())
        .param("window", limit == null ? null : limit.windowSeconds())
        .update();
  }

  boolean delete(long projectId, UUID publicKey) {
    return jdbc.sql(DELETE).param("projectId", projectId).param("publicKey", publicKey).update()
        == 1;
  }

  private static ProjectKey readForIntake(long projectId, UUID publicKey, ResultSet rows)
      throws SQLException {
    return new ProjectKey(
        rows.getLong("id"),
        new ProjectId(projectId),
        new OrganizationId(rows.getLong("organization_id")),
        publicKey,
        rows.getBoolean("is_active"),
        rows.getBoolean("is_accepting_events"),
        rows.getBoolean("scrub"),
        rows.getInt("event_throttle_rate"),
        rateLimit(rows));
  }

  private static ProjectKeyRow read(ResultSet rows, int index) throws SQLException {
    return new ProjectKeyRow(
        rows.getLong("id"),
        new ProjectId(rows.getLong("project_id")),
        rows.getObject("public_key", UUID.class),
        rows.getString("name"),
        rows.getBoolean("is_active"),
        rateLimit(rows),
        rows.getTimestamp("created_at").toInstant());
  }

  private static ProjectKey.@Nullable RateLimit rateLimit(ResultSet rows) throws SQLException {
    int count = rows.getInt("rate_limit_count");
    return rows.wasNull()
        ? null
        : new ProjectKey.RateLimit(count, rows.getInt("rate_limit_window_seconds"));
  }
}
