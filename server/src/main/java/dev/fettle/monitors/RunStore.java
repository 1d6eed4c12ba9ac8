package dev.fettle.monitors;

import dev.fettle.core.monitor.CheckIn;
import dev.fettle.platform.db.BinaryCopy;
import dev.fettle.platform.db.Columns;
import dev.fettle.platform.db.TableCopy;
import dev.fettle.platform.time.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The runs of jobs. Runs in the digest's transaction, after the monitors of the runs are locked.
 */
final class RunStore {

  /** How long a run may go on and still be ended by a check-in. */
  static final Duration LONGEST_RUN = Duration.ofDays(8);

  private static final int ROW_BYTES = 200;

  static final String FIND =
      """
      SELECT id, project_id, monitor_id, check_in_id, environment, status, started_at, finished_at,
        duration_ms, release, trace_id
      FROM check_in
      WHERE check_in_id = ANY (:checkIns::uuid[])
        AND monitor_id = ANY (:monitors::bigint[])
        AND id >= :floor::uuid
      """;

  /** The newest run that is still going on, of each place. */
  static final String FIND_OPEN =
      """
      SELECT c.id, c.project_id, c.monitor_id, c.check_in_id, c.environment, c.status, c.started_at,
        c.finished_at, c.duration_ms, c.release, c.trace_id
      FROM unnest(:monitors::bigint[], :environments::text[]) AS n (monitor_id, environment)
      CROSS JOIN LATERAL (
        SELECT *
        FROM check_in
        WHERE monitor_id = n.monitor_id AND environment = n.environment AND status = 'in_progress'
          AND id >= :floor::uuid
        ORDER BY id DESC
        LIMIT 1) c
      """;

  static final String COPY =
      """
      COPY check_in (id, project_id, monitor_id, check_in_id, environment, status, started_at,
        finished_at, duration_ms, release, trace_id)
      FROM STDIN (FORMAT binary)
      """;

  static final String UPDATE =
      """
      UPDATE check_in c
      SET status = n.status, finished_at = n.finished_at, duration_ms = n.duration_ms,
        release = n.release, trace_id = n.trace_id
      FROM unnest(:ids::uuid[], :monitors::bigint[], :statuses::text[], :finished::timestamptz[],
          :durations::bigint[], :releases::text[], :traces::uuid[])
        AS n (id, monitor_id, status, finished_at, duration_ms, release, trace_id)
      WHERE c.monitor_id = n.monitor_id
        AND c.id = n.id
        AND c.id >= :floor::uuid
      """;

  private record Place(long monitorId, String environment) {}

  private final JdbcClient jdbc;
  private final TableCopy copy;

  RunStore(JdbcClient jdbc, TableCopy copy) {
    this.jdbc = jdbc;
    this.copy = copy;
  }

  /** The stored runs that these check-ins may belong to. */
  List<Run> find(List<PreparedCheckIn> checkIns, Map<PreparedCheckIn.MonitorKey, Long> monitorIds) {
    var clientIds = new LinkedHashSet<UUID>();
    var places = new LinkedHashSet<Place>();
    for (var prepared : checkIns) {
      var checkIn = prepared.checkIn();
      if (checkIn.id() != null) {
        clientIds.add(checkIn.id());
      } else {
        long monitorId = Objects.requireNonNull(monitorIds.get(prepared.key()));
        places.add(new Place(monitorId, checkIn.environment()));
      }
    }
    var floor = floor(checkIns.getFirst().received());
    var found = new LinkedHashMap<UUID, Run>();
    if (!clientIds.isEmpty()) {
      jdbc.sql(FIND)
          .param("checkIns", Columns.uuid(clientIds))
          .param("monitors", Columns.bigint(monitorIds.values()))
          .param("floor", floor)
          .query(RunStore::run)
          .list()
          .forEach(run -> found.put(run.id(), run));
    }
    if (!places.isEmpty()) {
      jdbc.sql(FIND_OPEN)
          .param("monitors", Columns.bigint(places.stream().map(Place::monitorId).toList()))
          .param("environments", Columns.text(places.stream().map(Place::environment).toList()))
          .param("floor", floor)
          .query(RunStore::run)
          .list()
          .forEach(run -> found.put(run.id(), run));
    }
    return List.copyOf(found.values());
  }

  private static UUID floor(Instant received) {
    return Ids.firstUuidV7(received.minus(LONGEST_RUN));
  }

  private static Run run(ResultSet row, int number) throws SQLException {
    var finished = row.getTimestamp("finished_at");
    long duration = row.getLong("duration_ms");
    return new Run(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        row.getLong("project_id"),
        row.getLong("monitor_id"),
        Objects.requireNonNull(row.getObject("check_in_id", UUID.class)),
        Objects.requireNonNull(row.getString("environment")),
        status(Objects.requireNonNull(row.getString("status"))),
        Objects.requireNonNull(row.getTimestamp("started_at")).toInstant(),
        finished == null ? null : finished.toInstant(),
        duration == 0 && finished == null ? null : (Long) duration,
        row.getString("release"),
        row.getObject("trace_id", UUID.class));
  }

  /**
   * What we concluded ourselves, that it was missed or took too long, is an error that may be
   * corrected.
   */
  private static CheckIn.Status status(String stored) {
    return switch (stored) {
      case "missed", "timeout" -> CheckIn.Status.ERROR;
      default -> CheckIn.Status.valueOf(stored.toUpperCase(Locale.ROOT));
    };
  }

  /** Stores runs that are first heard of. */
  void add(List<Run> runs) {
    if (runs.isEmpty()) {
      return;
    }
    var table = new BinaryCopy(runs.size() * ROW_BYTES);
    for (var run : runs) {
      table
          .row(11)
          .uuid(run.id())
          .bigint(run.projectId())
          .bigint(run.monitorId())
          .uuid(run.checkInId())
          .text(run.environment())
          .text(run.status().wireName())
          .timestamptz(run.startedAt())
          .timestamptz(run.finishedAt())
          .nullableBigint(run.durationMillis())
          .text(run.release())
          .uuid(run.traceId());
    }
    copy.write(COPY, table.end());
  }

  /** Stores what changed of known runs. */
  void update(List<Run> runs) {
    if (runs.isEmpty()) {
      return;
    }
    var oldest = runs.stream().map(Run::id).min(UUID::compareTo).orElseThrow();
    jdbc.sql(UPDATE)
        .param("ids", Columns.uuid(runs.stream().map(Run::id).toList()))
        .param("monitors", Columns.bigint(runs.stream().map(Run::monitorId).toList()))
        .param("statuses", Columns.text(runs.stream().map(run -> run.status().wireName()).toList()))
        .param("finished", Columns.nullableText(runs, run -> text(run.finishedAt())))
        .param("durations", Columns.nullableBigint(runs, Run::durationMillis))
        .param("releases", Columns.nullableText(runs, Run::release))
        .param("traces", Columns.nullableText(runs, run -> text(run.traceId())))
        .param("floor", Ids.firstUuidV7(Ids.timeOf(oldest)))
        .update();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
