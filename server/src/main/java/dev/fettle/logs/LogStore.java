package dev.fettle.logs;

import dev.fettle.core.log.Severity;
import dev.fettle.platform.db.BinaryCopy;
import dev.fettle.platform.db.Columns;
import dev.fettle.platform.db.TableCopy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes logs and counts them. Runs in the digest's transaction. */
final class LogStore {

  private static final int ROW_BYTES = 500;

  private record Hour(long projectId, Instant hour, Severity level) {

    private static final Comparator<Hour> LOCK_ORDER =
        Comparator.comparingLong(Hour::projectId)
            .thenComparing(Hour::hour)
            .thenComparing(hour -> hour.level().wireName());
  }

  static final String COPY =
      """
      COPY log_entry (id, project_id, logged_at, severity, body, trace_id, span_id, service, host,
        environment, release, attributes)
      FROM STDIN (FORMAT binary)
      """;

  /** Rows come sorted, so two nodes lock them in one order. */
  static final String COUNT =
      """
      INSERT INTO log_hour AS h (project_id, hour, level, entry_count)
      SELECT project_id, hour, level, entries
      FROM unnest(:projects::bigint[], :hours::timestamptz[], :levels::text[], :entries::bigint[])
        AS n (project_id, hour, level, entries)
      ON CONFLICT (project_id, hour, level)
      DO UPDATE SET entry_count = h.entry_count + excluded.entry_count
      """;

  private final JdbcClient jdbc;
  private final TableCopy copy;

  LogStore(JdbcClient jdbc, TableCopy copy) {
    this.jdbc = jdbc;
    this.copy = copy;
  }

  /** Adds the logs to their hours. */
  void count(List<LogRow> rows) {
    var hours = new TreeMap<Hour, Long>(Hour.LOCK_ORDER);
    for (var row : rows) {
      var hour =
          new Hour(
              row.projectId(),
              row.entry().at().truncatedTo(ChronoUnit.HOURS),
              Severity.of(row.entry().severity()));
      hours.merge(hour, 1L, Long::sum);
    }
    var keys = hours.keySet();
    jdbc.sql(COUNT)
        .param("projects", Columns.bigint(keys.stream().map(Hour::projectId).toList()))
        .param("hours", Columns.timestamptz(keys.stream().map(Hour::hour).toList()))
        .param("levels", Columns.text(keys.stream().map(hour -> hour.level().wireName()).toList()))
        .param("entries", Columns.bigint(hours.values()))
        .update();
  }

  /** Stores the logs. */
  void copy(List<LogRow> rows) {
    var table = new BinaryCopy(rows.size() * ROW_BYTES);
    for (var row : rows) {
      var entry = row.entry();
      var origin = entry.origin();
      table
          .row(12)
          .uuid(row.id())
          .bigint(row.projectId())
          .timestamptz(entry.at())
          .smallint(entry.severity())
          .text(entry.body())
          .uuid(origin.traceId())
          .nullableBigint(origin.spanId())
          .text(origin.service())
          .text(origin.host())
          .text(origin.environment())
          .text(origin.release())
          .jsonb(origin.attributes());
    }
    copy.write(COPY, table.end());
  }
}
