package dev.fettle.logs;

import dev.fettle.core.log.Metric;
import dev.fettle.platform.db.BinaryCopy;
import dev.fettle.platform.db.Columns;
import dev.fettle.platform.db.TableCopy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes measurements and their hours. Runs in the digest's transaction; rows of metrics are locked
 * in the order of their ids, and an hour belongs to a locked metric.
 */
final class MetricStore {

  /** Names that hold identifiers would make a metric each. */
  static final int MOST_METRICS = 2_000;

  private static final int ROW_BYTES = 300;

  private record HourKey(long metricId, Instant hour, String environment) {

    private static final Comparator<HourKey> LOCK_ORDER =
        Comparator.comparingLong(HourKey::metricId)
            .thenComparing(HourKey::hour)
            .thenComparing(HourKey::environment);
  }

  private record Values(long entries, double sum, double min, double max) {

    static Values of(double value) {
      return new Values(1, value, value, value);
    }

    Values plus(Values other) {
      return new Values(
          entries + other.entries,
          sum + other.sum,
          Math.min(min, other.min),
          Math.max(max, other.max));
    }
  }

  static final String LOCK =
      """
      SELECT m.id, m.project_id, m.name, m.type, m.unit
      FROM unnest(:projects::bigint[], :names::text[], :types::text[], :units::text[])
        AS n (project_id, name, type, unit)
      JOIN metric m ON m.project_id = n.project_id AND m.name = n.name AND m.type = n.type
        AND m.unit = n.unit
      ORDER BY m.id
      FOR UPDATE OF m
      """;

  static final String ROOM =
      """
      SELECT project_id, count(*) AS metrics
      FROM metric
      WHERE project_id = ANY (:projects::bigint[])
      GROUP BY project_id
      """;

  static final String ADD =
      """
      INSERT INTO metric (project_id, name, type, unit, first_seen)
      SELECT project_id, name, type, unit, :seen::timestamptz
      FROM unnest(:projects::bigint[], :names::text[], :types::text[], :units::text[])
        AS n (project_id, name, type, unit)
      ORDER BY project_id, name, type, unit
      ON CONFLICT (project_id, name, type, unit) DO NOTHING
      """;

  static final String COUNT =
      """
      INSERT INTO metric_hour AS h
        (metric_id, hour, environment, entry_count, value_sum, value_min, value_max)
      SELECT metric_id, hour, environment, entries, total, least, most
      FROM unnest(:metrics::bigint[], :hours::timestamptz[], :environments::text[],
          :entries::bigint[], :sums::float8[], :mins::float8[], :maxs::float8[])
        AS n (metric_id, hour, environment, entries, total, least, most)
      ON CONFLICT (metric_id, hour, environment) DO UPDATE
      SET entry_count = h.entry_count + excluded.entry_count,
        value_sum = h.value_sum + excluded.value_sum,
        value_min = least(h.value_min, excluded.value_min),
        value_max = greatest(h.value_max, excluded.value_max)
      """;

  static final String COPY =
      """
      COPY metric_entry (id, project_id, metric_id, measured_at, value, trace_id, span_id,
        environment, release, attributes)
      FROM STDIN (FORMAT binary)
      """;

  private final JdbcClient jdbc;
  private final TableCopy copy;

  MetricStore(JdbcClient jdbc, TableCopy copy) {
    this.jdbc = jdbc;
    this.copy = copy;
  }

  /** The ids of the metrics of these rows, made and locked; none for those without room. */
  Map<MetricRow.Key, Long> lock(List<MetricRow> rows) {
    var keys = new LinkedHashSet<MetricRow.Key>();
    rows.forEach(row -> keys.add(row.key()));
    var known = lock(keys);
    var missing = new LinkedHashSet<>(keys);
    missing.removeAll(known.keySet());
    if (missing.isEmpty()) {
      return known;
    }
    add(missing, rows.getFirst().received());
    return lock(keys);
  }

  private Map<MetricRow.Key, Long> lock(Set<MetricRow.Key> keys) {
    var found = new HashMap<MetricRow.Key, Long>();
    jdbc.sql(LOCK)
        .param("projects", Columns.bigint(keys.stream().map(MetricRow.Key::projectId).toList()))
        .param("names", Columns.text(keys.stream().map(MetricRow.Key::name).toList()))
        .param("types", types(keys))
        .param("units", Columns.text(keys.stream().map(MetricRow.Key::unit).toList()))
        .query(row -> {
          var type = Objects.requireNonNull(row.getString("type")).toUpperCase(Locale.ROOT);
          found.put(
              new MetricRow.Key(
                  row.getLong("project_id"),
                  Objects.requireNonNull(row.getString("name")),
                  Metric.Type.valueOf(type),
                  Objects.requireNonNull(row.getString("unit"))),
              row.getLong("id"));
        });
    return found;
  }

  private static Object types(Collection<MetricRow.Key> keys) {
    return Columns.text(
        keys.stream().map(key -> key.type().name().toLowerCase(Locale.ROOT)).toList());
  }

  private void add(Set<MetricRow.Key> missing, Instant seen) {
    var room = new HashMap<Long, Long>();
    missing.forEach(key -> room.put(key.projectId(), (long) MOST_METRICS));
    jdbc.sql(ROOM)
        .param("projects", Columns.bigint(room.keySet()))
        .query(rows -> {
          room.merge(rows.getLong("project_id"), -rows.getLong("metrics"), Long::sum);
        });
    var made = new ArrayList<MetricRow.Key>();
    for (var key : missing) {
      if (room.merge(key.projectId(), -1L, Long::sum) >= 0) {
        made.add(key);
      }
    }
    jdbc.sql(ADD)
        .param("projects", Columns.bigint(made.stream().map(MetricRow.Key::projectId).toList()))
        .param("names", Columns.text(made.stream().map(MetricRow.Key::name).toList()))
        .param("types", types(made))
        .param("units", Columns.text(made.stream().map(MetricRow.Key::unit).toList()))
        .param("seen", seen.toString())
        .update();
  }

  /** Adds the measurements to their hours. */
  void count(List<MetricRow> rows, Map<MetricRow.Key, Long> metricIds) {
    var hours = new TreeMap<HourKey, Values>(HourKey.LOCK_ORDER);
    for (var row : rows) {
      var environment = row.environment();
      var key =
          new HourKey(
              Objects.requireNonNull(metricIds.get(row.key())),
              row.hour(),
              environment == null ? "" : environment);
      hours.merge(key, Values.of(row.metric().value()), Values::plus);
    }
    var keys = hours.keySet();
    var values = hours.values();
    jdbc.sql(COUNT)
        .param("metrics", Columns.bigint(keys.stream().map(HourKey::metricId).toList()))
        .param("hours", Columns.timestamptz(keys.stream().map(HourKey::hour).toList()))
        .param("environments", Columns.text(keys.stream().map(HourKey::environment).toList()))
        .param("entries", Columns.bigint(values.stream().map(Values::entries).toList()))
        .param("sums", Columns.doublePrecision(values.stream().map(Values::sum).toList()))
        .param("mins", Columns.doublePrecision(values.stream().map(Values::min).toList()))
        .param("maxs", Columns.doublePrecision(values.stream().map(Values::max).toList()))
        .update();
  }

  /** Stores the measurements. */
  void copy(List<MetricRow> rows, Map<MetricRow.Key, Long> metricIds) {
    var table = new BinaryCopy(rows.size() * ROW_BYTES);
    for (var row : rows) {
      var origin = row.metric().origin();
      table
          .row(10)
          .uuid(row.id())
          .bigint(row.projectId())
          .bigint(Objects.requireNonNull(metricIds.get(row.key())))
          .timestamptz(row.metric().at())
          .doublePrecision(row.metric().value())
          .uuid(origin.traceId())
          .nullableBigint(origin.spanId())
          .text(origin.environment())
          .text(origin.release())
          .jsonb(origin.attributes());
    }
    copy.write(COPY, table.end());
  }
}
