package dev.fettle.issues;

import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets the words that searches look at follow what issues say. A batch of events changes the title
 * of every issue it touches and no index; the index of words takes a hundred entries for a text, so
 * it takes the last one of each minute.
 */
final class IssueWordStore {

  /** The job that runs this. */
  static final String JOB = "issue-words";

  /** Rows that a digest holds come with the next run: nobody waits for the other. */
  static final String FOLLOW =
      """
      UPDATE issue_text
      SET words = title || E'\\n' || culprit,
        words_stale = false
      WHERE issue_id IN (
        SELECT issue_id
        FROM issue_text
        WHERE words_stale
        LIMIT :fetch
        FOR UPDATE SKIP LOCKED)
      """;

  private static final int CHUNK = 500;

  private final JdbcClient jdbc;

  IssueWordStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A piece of it; whether there is more. */
  boolean followSome(BooleanSupplier goOn) {
    return jdbc.sql(FOLLOW).param("fetch", CHUNK).update() == CHUNK;
  }
}
