package dev.fettle.feedback;

import dev.fettle.core.id.IssueId;
import dev.fettle.core.id.ProjectId;
import dev.fettle.issues.UserReports;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what people said. Thread-safe. */
final class FeedbackReadStore implements UserReports {

  private static final String COLUMNS =
      """
      SELECT id, coalesce(replace(event_id::text, '-', ''), '') AS event_id, created_at,
        coalesce(name, '') AS name, coalesce(email, '') AS email, message
      FROM user_feedback
      """;

  static final String BEFORE =
      COLUMNS
          + """
          WHERE issue_id = :issue
            AND id < :id
          ORDER BY id DESC
          LIMIT :fetch
          """;

  static final String AFTER =
      COLUMNS
          + """
          WHERE issue_id = :issue
            AND id > :id
          ORDER BY id
          LIMIT :fetch
          """;

  /** The report of the dialog has the event's id as its own. */
  static final String OF_EVENT =
      COLUMNS
          + """
          WHERE project_id = :project
            AND client_id = :event
            AND source = 'user_report'
          """;

  static final String COUNT =
      """
      SELECT count(*)
      FROM (SELECT 1 FROM user_feedback WHERE issue_id = :issue LIMIT :cap) f
      """;

  private final JdbcClient jdbc;

  FeedbackReadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public int count(IssueId issueId, int cap) {
    return jdbc.sql(COUNT)
        .param("issue", issueId.value())
        .param("cap", cap)
        .query(Integer.class)
        .single();
  }

  @Override
  public List<UserReport> before(IssueId issueId, long id, int fetch) {
    return page(BEFORE, issueId, id, fetch);
  }

  @Override
  public List<UserReport> after(IssueId issueId, long id, int fetch) {
    return page(AFTER, issueId, id, fetch);
  }

  private List<UserReport> page(String sql, IssueId issueId, long id, int fetch) {
    return jdbc.sql(sql)
        .param("issue", issueId.value())
        .param("id", id)
        .param("fetch", fetch)
        .query(FeedbackReadStore::read)
        .list();
  }

  @Override
  public Optional<UserReport> ofEvent(ProjectId projectId, UUID eventId) {
    return jdbc.sql(OF_EVENT)
        .param("project", projectId.value())
        .param("event", eventId)
        .query(FeedbackReadStore::read)
        .optional();
  }

  private static UserReport read(ResultSet row, int number) throws SQLException {
    var created = row.getObject("created_at", OffsetDateTime.class);
    return UserReport.of(
        row.getLong("id"),
        text(row, "event_id"),
        Objects.requireNonNull(created).toInstant(),
        text(row, "name"),
        text(row, "email"),
        text(row, "message"));
  }

  private static String text(ResultSet row, String column) throws SQLException {
    @Nullable String text = row.getString(column);
    return Objects.requireNonNull(text);
  }
}
