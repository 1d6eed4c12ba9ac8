package dev.fettle.monitors;

import dev.fettle.core.monitor.MonitorConfig;
import dev.fettle.platform.db.Columns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Monitors. Runs in the digest's transaction; rows are locked in the order of their ids. */
final class MonitorStore {

  /** Slugs that hold identifiers would make a monitor each. */
  static final int MOST_MONITORS = 2_000;

  private static final Comparator<PreparedCheckIn.MonitorKey> ORDER =
      Comparator.comparingLong(PreparedCheckIn.MonitorKey::projectId)
          .thenComparing(PreparedCheckIn.MonitorKey::slug);

  private record Place(long monitorId, String environment) {}

  static final String LOCK =
      """
      SELECT m.id, m.project_id, m.slug
      FROM unnest(:projects::bigint[], :slugs::text[]) AS n (project_id, slug)
      JOIN cron_monitor m ON m.project_id = n.project_id AND m.slug = n.slug
      ORDER BY m.id
      FOR UPDATE OF m
      """;

  static final String COUNT =
      """
      SELECT project_id, count(*) AS monitors
      FROM cron_monitor
      WHERE project_id = ANY (:projects::bigint[])
      GROUP BY project_id
      """;

  static final String ADD =
      """
      INSERT INTO cron_monitor (project_id, slug, name, created_at)
      SELECT project_id, slug, slug, :now::timestamptz
      FROM unnest(:projects::bigint[], :slugs::text[]) AS n (project_id, slug)
      ON CONFLICT (project_id, slug) DO NOTHING
      """;

  /** What a check-in does not say stays as it is. */
  static final String CONFIGURE =
      """
      UPDATE cron_monitor m
      SET schedule_type = n.type,
        schedule = n.schedule,
        schedule_unit = n.unit,
        timezone = coalesce(n.timezone, m.timezone),
        checkin_margin_minutes = coalesce(n.margin, m.checkin_margin_minutes),
        max_runtime_minutes = coalesce(n.runtime, m.max_runtime_minutes),
        failure_issue_threshold = coalesce(n.failures, m.failure_issue_threshold),
        recovery_threshold = coalesce(n.recoveries, m.recovery_threshold)
      FROM unnest(:ids::bigint[], :types::text[], :schedules::text[], :units::text[],
          :timezones::text[], :margins::int[], :runtimes::int[], :failures::int[],
          :recoveries::int[])
        AS n (id, type, schedule, unit, timezone, margin, runtime, failures, recoveries)
      WHERE m.id = n.id
      """;

  static final String SEEN =
      """
      INSERT INTO cron_monitor_environment AS e
        (monitor_id, environment, last_status, last_check_in_at)
      SELECT monitor_id, environment, status, at
      FROM unnest(:monitors::bigint[], :environments::text[], :statuses::text[],
          :times::timestamptz[])
        AS n (monitor_id, environment, status, at)
      ON CONFLICT (monitor_id, environment) DO UPDATE
      SET last_status = excluded.last_status, last_check_in_at = excluded.last_check_in_at
      WHERE e.last_check_in_at <= excluded.last_check_in_at
      """;

  private final JdbcClient jdbc;

  MonitorStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The ids of the monitors of these check-ins, made and locked; none for those without room. */
  Map<PreparedCheckIn.MonitorKey, Long> lock(List<PreparedCheckIn> checkIns) {
    var keys = new TreeSet<>(ORDER);
    checkIns.forEach(checkIn -> keys.add(checkIn.key()));
    var known = lock(keys);
    var missing = new TreeSet<>(ORDER);
    missing.addAll(keys);
    missing.removeAll(known.keySet());
    if (missing.isEmpty()) {
      return known;
    }
    add(missing, checkIns.getFirst().received());
    return lock(keys);
  }

  private Map<PreparedCheckIn.MonitorKey, Long> lock(Collection<PreparedCheckIn.MonitorKey> keys) {
    var found = new HashMap<PreparedCheckIn.MonitorKey, Long>();
    jdbc.sql(LOCK)
        .param("projects", projects(keys))
        .param("slugs", slugs(keys))
        .query(row -> {
          found.put(
              new PreparedCheckIn.MonitorKey(
                  row.getLong("project_id"), Objects.requireNonNull(row.getString("slug"))),
              row.getLong("id"));
        });
    return found;
  }

  private void add(Set<PreparedCheckIn.MonitorKey> missing, Instant now) {
    var room = new HashMap<Long, Long>();
    missing.forEach(key -> room.put(key.projectId(), (long) MOST_MONITORS));
    jdbc.sql(COUNT)
        .param("projects", Columns.bigint(room.keySet()))
        .query(rows -> {
          room.merge(rows.getLong("project_id"), -rows.getLong("monitors"), Long::sum);
        });
    var made = new ArrayList<PreparedCheckIn.MonitorKey>();
    for (var key : missing) {
      if (room.merge(key.projectId(), -1L, Long::sum) >= 0) {
        made.add(key);
      }
    }
    jdbc.sql(ADD)
        .param("projects", projects(made))
        .param("slugs", slugs(made))
        .param("now", now.toString())
        .update();
  }

  private static Object projects(Collection<PreparedCheckIn.MonitorKey> keys) {
    return Columns.bigint(keys.stream().map(PreparedCheckIn.MonitorKey::projectId).toList());
  }

  private static Object slugs(Collection<PreparedCheckIn.MonitorKey> keys) {
    return Columns.text(keys.stream().map(PreparedCheckIn.MonitorKey::slug).toList());
  }

  /** Takes over what the newest check-in of each monitor says of its schedule. */
  void configure(List<PreparedCheckIn> checkIns, Map<PreparedCheckIn.MonitorKey, Long> monitorIds) {
    var configs = new TreeMap<Long, MonitorConfig>();
    for (var checkIn : checkIns) {
      var config = checkIn.checkIn().config();
      if (config != null) {
        configs.put(Objects.requireNonNull(monitorIds.get(checkIn.key())), config);
      }
    }
    if (configs.isEmpty()) {
      return;
    }
    var values = configs.values();
    jdbc.sql(CONFIGURE)
        .param("ids", Columns.bigint(configs.keySet()))
        .param("types", Columns.text(values.stream().map(MonitorConfig::type).toList()))
        .param("schedules", Columns.text(values.stream().map(MonitorConfig::schedule).toList()))
        .param("units", Columns.nullableText(values, MonitorConfig::unit))
        .param("timezones", Columns.nullableText(values, MonitorConfig::timezone))
        .param("margins", Columns.nullableBigint(values, config -> whole(config.marginMinutes())))
        .param(
            "runtimes", Columns.nullableBigint(values, config -> whole(config.maxRuntimeMinutes())))
        .param(
            "failures", Columns.nullableBigint(values, config -> whole(config.failureThreshold())))
        .param(
            "recoveries",
            Columns.nullableBigint(values, config -> whole(config.recoveryThreshold())))
        .update();
  }

  private static @Nullable Long whole(@Nullable Integer number) {
    return number == null ? null : (Long) number.longValue();
  }

  /** Notes the newest check-in of each environment. */
  void seen(List<PreparedCheckIn> checkIns, Map<PreparedCheckIn.MonitorKey, Long> monitorIds) {
    var newest =
        new TreeMap<Place, PreparedCheckIn>(
            Comparator.comparingLong(Place::monitorId).thenComparing(Place::environment));
    for (var checkIn : checkIns) {
      long monitorId = Objects.requireNonNull(monitorIds.get(checkIn.key()));
      newest.put(new Place(monitorId, checkIn.checkIn().environment()), checkIn);
    }
    var places = newest.keySet();
    var last = newest.values();
    jdbc.sql(SEEN)
        .param("monitors", Columns.bigint(places.stream().map(Place::monitorId).toList()))
        .param("environments", Columns.text(places.stream().map(Place::environment).toList()))
        .param(
            "statuses",
            Columns.text(
                last.stream().map(checkIn -> checkIn.checkIn().status().wireName()).toList()))
        .param("times", Columns.timestamptz(last.stream().map(PreparedCheckIn::received).toList()))
        .update();
  }
}
