package dev.fettle.projects;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of {@code deletion_job}. Thread-safe. */
final class DeletionStore {

  static final String REQUEST =
      """
      INSERT INTO deletion_job (subject, subject_id, requested_at)
      VALUES (:subject, :id, :now)
      ON CONFLICT (subject, subject_id) DO NOTHING
      """;

  /**
   * Transactions that may have seen the row before it was marked have a smaller number than this:
   * what they still write for it is written when they have ended.
   */
  static final String FENCE =
      """
      UPDATE deletion_job
      SET begin_after = pg_current_xact_id()
      WHERE finished_at IS NULL
        AND begin_after IS NULL
      """;

  static final String NEXT =
      """
      SELECT id, subject, subject_id
      FROM deletion_job
      WHERE finished_at IS NULL
        AND begin_after < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY id
      LIMIT 1
      """;

  static final String PROGRESS =
      """
      UPDATE deletion_job
      SET rows_deleted = rows_deleted + :rows, at_table = :table
      WHERE id = :id
      """;

  static final String FINISH =
      """
      UPDATE deletion_job
      SET finished_at = :now, at_table = NULL
      WHERE id = :id
      RETURNING rows_deleted
      """;

  /** Something to delete; {@code subject} is the table of its row. */
  record Deletion(long id, String subject, long subjectId) {}

  private final JdbcClient jdbc;

  DeletionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Notes it, in the transaction that takes the row away from everybody. */
  void request(String subject, long subjectId, Instant now) {
    jdbc.sql(REQUEST)
        .param("subject", subject)
        .param("id", subjectId)
        .param("now", Timestamp.from(now))
        .update();
  }

  /** The oldest that nothing is being written for any more. */
  Optional<Deletion> next() {
    jdbc.sql(FENCE).update();
    return jdbc.sql(NEXT)
        .query((rows, _) ->
            new Deletion(rows.getLong("id"), rows.getString("subject"), rows.getLong("subject_id")))
        .optional();
  }

  void progress(long id, String table, long rows) {
    jdbc.sql(PROGRESS).param("id", id).param("rows", rows).param("table", table).update();
  }

  /** How many rows it was in all. */
  long finish(long id, Instant now) {
    return jdbc.sql(FINISH)
        .param("id", id)
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .single();
  }
}
