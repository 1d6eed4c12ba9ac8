package dev.fettle.outcomes;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what became of a project's items. */
final class IntakeAccountStore {

  /**
   * Sums per hour and outcome, and per outcome, reason and category, in one snapshot, so that both
   * add up to the same. A range of the primary key: one project, some hours.
   */
  static final String SUMS =
      """
      SELECT hour, outcome, reason, category, sum(quantity) AS quantity,
        max(coalesce(last_at, hour)) AS last_at
      FROM outcome_hour
      WHERE project_id = :projectId
        AND hour >= :start
        AND (CAST(:category AS text) IS NULL OR category = CAST(:category AS text))
      GROUP BY GROUPING SETS ((hour, outcome), (outcome, reason, category))
      HAVING sum(quantity) > 0
      """;

  /**
   * One sum.
   *
   * @param hour null in a sum over all hours, where reason and category are set
   */
  record Sum(
      @Nullable Instant hour,
      String outcome,
      String reason,
      String category,
      long quantity,
      Instant last) {}

  private final JdbcClient jdbc;

  IntakeAccountStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Sum> sums(long projectId, Instant start, @Nullable String category) {
    return jdbc.sql(SUMS)
        .param("projectId", projectId)
        .param("start", Timestamp.from(start))
        .param("category", category)
        .query((rows, _) -> read(rows))
        .list();
  }

  private static Sum read(ResultSet rows) throws SQLException {
    var hour = rows.getTimestamp("hour");
    var reason = rows.getString("reason");
    var category = rows.getString("category");
    return new Sum(
        hour == null ? null : hour.toInstant(),
        rows.getString("outcome"),
        reason == null ? "" : reason,
        category == null ? "" : category,
        rows.getLong("quantity"),
        rows.getTimestamp("last_at").toInstant());
  }
}
