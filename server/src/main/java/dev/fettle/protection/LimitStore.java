package dev.fettle.protection;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** What is taken from the running windows of limits. Thread-safe. */
final class LimitStore {

  /**
   * Takes up to {@code wanted}, at most a quarter of what is left but at least one, and never more
   * than is left. The row of an older window becomes the new one; a row of the next window is the
   * same to a node whose clock is behind, and one further ahead was written by a wrong clock.
   */
  static final String LEASE =
      """
      INSERT INTO limit_window AS w
        (scope, subject_id, window_number, used, last_grant, updated_at)
      SELECT :scope, :subject, :number, g.first_grant, g.first_grant, :now
      FROM (
        SELECT least(CAST(:wanted AS bigint),
          greatest(CAST(:limit AS bigint) / 4, least(1, CAST(:limit AS bigint)))) AS first_grant
      ) AS g
      ON CONFLICT (scope, subject_id) DO UPDATE
      SET window_number =
            CASE WHEN w.window_number BETWEEN :number AND :number + 1
              THEN w.window_number ELSE excluded.window_number END,
          used =
            CASE WHEN w.window_number BETWEEN :number AND :number + 1
              THEN w.used
                + least(:wanted, greatest(1, (:limit - w.used) / 4), greatest(0, :limit - w.used))
              ELSE excluded.used END,
          last_grant =
            CASE WHEN w.window_number BETWEEN :number AND :number + 1
              THEN least(:wanted, greatest(1, (:limit - w.used) / 4), greatest(0, :limit - w.used))
              ELSE excluded.last_grant END,
          updated_at = excluded.updated_at
      RETURNING w.last_grant, w.window_number
      """;

  /**
   * Only into the window it was taken from: another one's count is not touched. Rows come sorted,
   * so that two nodes lock them in one order.
   */
  static final String GIVE_BACK =
      """
      WITH unused AS (
        SELECT w.scope, w.subject_id, u.quantity
        FROM unnest(:scopes::text[], :subjects::bigint[], :numbers::bigint[], :quantities::bigint[])
          AS u (scope, subject_id, window_number, quantity)
        JOIN limit_window w ON w.scope = u.scope AND w.subject_id = u.subject_id
        WHERE w.window_number = u.window_number
        ORDER BY w.scope, w.subject_id
        FOR UPDATE OF w
      )
      UPDATE limit_window w
      SET used = greatest(0, w.used - unused.quantity)
      FROM unused
      WHERE w.scope = unused.scope
        AND w.subject_id = unused.subject_id
      """;

  /**
   * What a node may let in.
   *
   * @param windowNumber the window it was taken from, by the row
   */
  record Lease(long granted, long windowNumber) {}

  /** What a node leased and did not use; the window is the lease's. */
  record Unused(RateLimits.Scope scope, long subjectId, long windowNumber, long quantity) {}

  private final JdbcClient jdbc;

  LimitStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes up to {@code wanted}. */
  Lease lease(
      RateLimits.Scope scope, long subjectId, long number, long limit, int wanted, Instant now) {
    return jdbc.sql(LEASE)
        .param("scope", scope.label())
        .param("subject", subjectId)
        .param("number", number)
        .param("limit", limit)
        .param("wanted", wanted)
        .param("now", Timestamp.from(now))
        .query((rows, _) -> new Lease(rows.getLong("last_grant"), rows.getLong("window_number")))
        .single();
  }

  void giveBack(Collection<Unused> unused) {
    var sorted =
        unused.stream()
            .sorted(
                Comparator.comparing((Unused row) -> row.scope().label())
                    .thenComparingLong(Unused::subjectId))
            .toList();
    jdbc.sql(GIVE_BACK)
        .param(
            "scopes",
            new SqlArrayValue("text", sorted.stream().map(row -> row.scope().label()).toArray()))
        .param(
            "subjects",
            new SqlArrayValue("bigint", sorted.stream().map(Unused::subjectId).toArray()))
        .param(
            "numbers",
            new SqlArrayValue("bigint", sorted.stream().map(Unused::windowNumber).toArray()))
        .param(
            "quantities",
            new SqlArrayValue("bigint", sorted.stream().map(Unused::quantity).toArray()))
        .update();
  }
}
