package dev.fettle.issues;

import dev.fettle.platform.db.BinaryCopy;
import dev.fettle.platform.db.Columns;
import dev.fettle.platform.db.TableCopy;
import dev.fettle.platform.time.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the event rows of a batch. Runs in the digest's transaction. */
final class EventWriteStore {

  /** How far back a repeated client id is recognised. SDKs re-post for hours, not for days. */
  static final Duration REPEAT_WINDOW = Duration.ofDays(2);

  private static final int COLUMNS = 9;
  private static final int ROW_OVERHEAD_BYTES = 256;

  /** A client's event id, unique within its project. */
  record ClientId(long projectId, UUID eventId) {}

  /** Index look-ups in the partitions of the window only: the bound on the id prunes the others. */
  static final String FIND_STORED =
      """
      SELECT project_id, event_id
      FROM event
      WHERE event_id = ANY (:eventIds::uuid[])
        AND id >= :floor::uuid
      """;

  static final String COPY =
      """
      COPY event (id, project_id, issue_id, event_id, event_at, title, payload, payload_size,
        dictionary_id)
      FROM STDIN (FORMAT binary)
      """;

  private final JdbcClient jdbc;
  private final TableCopy copy;

  EventWriteStore(JdbcClient jdbc, TableCopy copy) {
    this.jdbc = jdbc;
    this.copy = copy;
  }

  /** Those of these events whose client id is stored already. */
  Set<ClientId> findStored(List<PreparedEvent> events) {
    var oldest = events.stream().map(PreparedEvent::received).min(Instant::compareTo).orElseThrow();
    return new HashSet<>(
        jdbc.sql(FIND_STORED)
            .param("eventIds", Columns.uuid(events.stream().map(PreparedEvent::eventId).toList()))
            .param("floor", Ids.firstUuidV7(oldest.minus(REPEAT_WINDOW)))
            .query((rows, _) ->
                new ClientId(
                    rows.getLong("project_id"),
                    Objects.requireNonNull(rows.getObject("event_id", UUID.class))))
            .list());
  }

  /**
   * Stores the events.
   *
   * @param issueIds by the event's own id
   */
  void copy(List<PreparedEvent> events, Map<UUID, Long> issueIds) {
    int expected = 0;
    for (var event : events) {
      expected += event.payload().length() + ROW_OVERHEAD_BYTES;
    }
    var rows = new BinaryCopy(expected);
    for (var event : events) {
      rows.row(COLUMNS)
          .uuid(event.id())
          .bigint(event.projectId())
          .bigint(Objects.requireNonNull(issueIds.get(event.id())))
          .uuid(event.eventId())
          .timestamptz(event.eventAt())
          .text(event.face().title())
          .bytea(event.payload())
          .integer(event.payloadSize())
          .integer(event.dictionaryId());
    }
    copy.write(COPY, rows.end());
  }
}
