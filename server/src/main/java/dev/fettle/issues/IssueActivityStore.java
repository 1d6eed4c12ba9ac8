package dev.fettle.issues;

import static dev.fettle.issues.IssueReadStore.instant;

import dev.fettle.core.id.IssueId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what happened to an issue that the caller was shown to see. Thread-safe. */
final class IssueActivityStore {

  static final String BEFORE =
      """
      SELECT c.id, c.type, c.created_at, c.data::text AS data, a.id AS account_id, a.name, a.email
      FROM issue_activity c
      LEFT JOIN account a ON a.id = c.account_id
      WHERE c.issue_id = :issue
        AND c.id < :position
      ORDER BY c.id DESC
      LIMIT :fetch
      """;

  static final String AFTER =
      """
      SELECT c.id, c.type, c.created_at, c.data::text AS data, a.id AS account_id, a.name, a.email
      FROM issue_activity c
      LEFT JOIN account a ON a.id = c.account_id
      WHERE c.issue_id = :issue
        AND c.id > :position
      ORDER BY c.id
      LIMIT :fetch
      """;

  static final String COUNT =
      """
      SELECT count(*)
      FROM (SELECT 1 FROM issue_activity WHERE issue_id = :issue LIMIT 1000) a
      """;

  private final JdbcClient jdbc;

  IssueActivityStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Something that happened to an issue; {@code data} is JSON. */
  record Activity(long id, String type, Instant at, String data, Issue.@Nullable Person person) {}

  /** Newest first. */
  List<Activity> before(IssueId issueId, long position, int fetch) {
    return list(BEFORE, issueId, position, fetch);
  }

  /** Oldest first. */
  List<Activity> after(IssueId issueId, long position, int fetch) {
    return list(AFTER, issueId, position, fetch);
  }

  /** How many, up to a thousand. */
  long count(IssueId issueId) {
    return jdbc.sql(COUNT).param("issue", issueId.value()).query(Long.class).single();
  }

  private List<Activity> list(String sql, IssueId issueId, long position, int fetch) {
    return jdbc.sql(sql)
        .param("issue", issueId.value())
        .param("position", position)
        .param("fetch", fetch)
        .query((rows, _) -> {
          long accountId = rows.getLong("account_id");
          var person =
              rows.wasNull()
                  ? null
                  : new Issue.Person(accountId, rows.getString("name"), rows.getString("email"));
          return new Activity(
              rows.getLong("id"),
              Objects.requireNonNull(rows.getString("type")),
              instant(rows, "created_at"),
              Objects.requireNonNull(rows.getString("data")),
              person);
        })
        .list();
  }
}
