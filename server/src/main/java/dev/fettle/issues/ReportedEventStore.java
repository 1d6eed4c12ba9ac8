package dev.fettle.issues;

import dev.fettle.platform.db.Columns;
import dev.fettle.platform.time.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The issues of events that something else is about: a report, a feedback. */
public final class ReportedEventStore {

  /** How far back an event is looked for. */
  private static final Duration WINDOW = Duration.ofDays(30);

  /** An event by the client's id. */
  public record EventRef(long projectId, UUID eventId) {}

  /** The issue cannot go away before the running transaction refers to it. */
  static final String LOCK_ISSUES =
      """
      SELECT e.project_id, e.event_id, i.id
      FROM event e
      JOIN issue i ON i.id = e.issue_id
      WHERE e.event_id = ANY (:events::uuid[])
        AND e.id >= :floor::uuid
        AND i.deleted_at IS NULL
      ORDER BY i.id
      FOR KEY SHARE OF i
      """;

  private final JdbcClient jdbc;

  public ReportedEventStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The issues of those of these events that are stored; they stay until the transaction ends. */
  public Map<EventRef, Long> lockIssues(Collection<EventRef> events, Instant now) {
    var issues = new HashMap<EventRef, Long>();
    if (events.isEmpty()) {
      return issues;
    }
    jdbc.sql(LOCK_ISSUES)
        .param("events", Columns.uuid(events.stream().map(EventRef::eventId).toList()))
        .param("floor", Ids.firstUuidV7(now.minus(WINDOW)))
        .query(row -> {
          issues.put(
              new EventRef(
                  row.getLong("project_id"),
                  Objects.requireNonNull(row.getObject("event_id", UUID.class))),
              row.getLong("id"));
        });
    return issues;
  }
}
