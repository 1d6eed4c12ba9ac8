package dev.fettle.performance;

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

/** Writes the rows of transactions and spans. Runs in the digest's transaction. */
final class TraceWriteStore {

  /** How far back a repeated item is recognised. SDKs re-post for hours, not for days. */
  static final Duration REPEAT_WINDOW = Duration.ofDays(2);

  private static final int ROW_OVERHEAD_BYTES = 300;

  /** A client's event id, unique within its project. */
  record ClientId(long projectId, UUID eventId) {}

  /** A span, unique within its project. */
  record SpanId(long projectId, UUID traceId, long spanId) {

    static SpanId of(SpanRow row) {
      return new SpanId(row.projectId(), row.span().traceId(), row.span().spanId());
    }
  }

  /** Index look-ups in the partitions of the window only: the bound on the id prunes the others. */
  static final String FIND_TRANSACTIONS =
      """
      SELECT project_id, event_id
      FROM transaction_event
      WHERE event_id = ANY (:eventIds::uuid[])
        AND id >= :floor::uuid
      """;

  static final String FIND_SPANS =
      """
      SELECT s.project_id, s.trace_id, s.span_id
      FROM unnest(:traces::uuid[], :spans::bigint[]) AS n (trace_id, span_id)
      JOIN span_event s ON s.trace_id = n.trace_id AND s.span_id = n.span_id
      WHERE s.id >= :floor::uuid
      """;

  static final String COPY_TRANSACTIONS =
      """
      COPY transaction_event (id, project_id, group_id, event_id, trace_id, span_id, started_at,
        duration_us, status, release, environment, user_key, span_count, payload, payload_size)
      FROM STDIN (FORMAT binary)
      """;

  static final String COPY_SPANS =
      """
      COPY span_event (id, project_id, trace_id, span_id, parent_span_id, segment_id, name, op,
        started_at, duration_us, status, release, environment, payload, payload_size)
      FROM STDIN (FORMAT binary)
      """;

  private final JdbcClient jdbc;
  private final TableCopy copy;

  TraceWriteStore(JdbcClient jdbc, TableCopy copy) {
    this.jdbc = jdbc;
    this.copy = copy;
  }

  /** Those of these transactions that are stored already. */
  Set<ClientId> storedTransactions(List<TransactionRow> rows) {
    var oldest = rows.stream().map(TransactionRow::received).min(Instant::compareTo).orElseThrow();
    return new HashSet<>(
        jdbc.sql(FIND_TRANSACTIONS)
            .param("eventIds", Columns.uuid(rows.stream().map(TransactionRow::eventId).toList()))
            .param("floor", Ids.firstUuidV7(oldest.minus(REPEAT_WINDOW)))
            .query((found, _) ->
                new ClientId(
                    found.getLong("project_id"),
                    Objects.requireNonNull(found.getObject("event_id", UUID.class))))
            .list());
  }

  /** Those of these spans that are stored already. */
  Set<SpanId> storedSpans(List<SpanRow> rows) {
    var oldest = rows.stream().map(SpanRow::received).min(Instant::compareTo).orElseThrow();
    return new HashSet<>(
        jdbc.sql(FIND_SPANS)
            .param("traces", Columns.uuid(rows.stream().map(row -> row.span().traceId()).toList()))
            .param("spans", Columns.bigint(rows.stream().map(row -> row.span().spanId()).toList()))
            .param("floor", Ids.firstUuidV7(oldest.minus(REPEAT_WINDOW)))
            .query((found, _) ->
                new SpanId(
                    found.getLong("project_id"),
                    Objects.requireNonNull(found.getObject("trace_id", UUID.class)),
                    found.getLong("span_id")))
            .list());
  }

  /**
   * Stores transactions.
   *
   * @param groupIds by the row's own id
   */
  void copyTransactions(List<TransactionRow> rows, Map<UUID, Long> groupIds) {
    int bytes = rows.stream().mapToInt(row -> row.payload().length() + ROW_OVERHEAD_BYTES).sum();
    var table = new BinaryCopy(bytes);
    for (var row : rows) {
      table
          .row(15)
          .uuid(row.id())
          .bigint(row.projectId())
          .bigint(Objects.requireNonNull(groupIds.get(row.id())))
          .uuid(row.eventId())
          .uuid(row.traceId())
          .nullableBigint(row.spanId())
          .timestamptz(row.startedAt())
          .bigint(row.durationMicros())
          .text(row.status())
          .text(row.release())
          .text(row.environment())
          .text(row.userKey())
          .integer(row.spanCount())
          .bytea(row.payload())
          .integer(row.payloadSize());
    }
    copy.write(COPY_TRANSACTIONS, table.end());
  }

  /** Stores spans. */
  void copySpans(List<SpanRow> rows) {
    int bytes = rows.stream().mapToInt(row -> row.payload().length() + ROW_OVERHEAD_BYTES).sum();
    var table = new BinaryCopy(bytes);
    for (var row : rows) {
      var span = row.span();
      table
          .row(15)
          .uuid(row.id())
          .bigint(row.projectId())
          .uuid(span.traceId())
          .bigint(span.spanId())
          .nullableBigint(span.parentSpanId())
          .nullableBigint(span.segmentId())
          .text(span.name())
          .text(span.op())
          .timestamptz(span.startedAt())
          .bigint(span.durationMicros())
          .text(span.status())
          .text(span.release())
          .text(span.environment())
          .bytea(row.payload())
          .integer(span.json().length());
    }
    copy.write(COPY_SPANS, table.end());
  }
}
