package dev.fettle.issues;

import dev.fettle.core.id.OrganizationId;
import dev.fettle.platform.db.Columns;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The events of all issues of a project and status, by hour and by day, for the chart over the
 * list. Runs in transactions that have locked the issues.
 */
final class IssueTrendStore {

  /** How far back hours are kept. */
  static final Duration HOURS = Duration.ofDays(2);

  /** How far back days are kept. */
  static final Duration DAYS = Duration.ofDays(31);

  /** After the issues: their status is the one the events came to. Ordered like the keys. */
  static final String ADD_HOURS =
      """
      INSERT INTO issue_trend_hour (project_id, hour, status, event_count)
      SELECT i.project_id, h.hour, i.status, sum(h.events)
      FROM unnest(:ids::bigint[], :hours::timestamptz[], :events::bigint[])
        AS h (issue_id, hour, events)
      JOIN issue i ON i.id = h.issue_id
      GROUP BY i.project_id, h.hour, i.status
      ORDER BY i.project_id, h.hour, i.status
      ON CONFLICT (project_id, hour, status)
      DO UPDATE SET event_count = issue_trend_hour.event_count + excluded.event_count
      """;

  static final String ADD_DAYS =
      """
      INSERT INTO issue_trend_day (project_id, day, status, first_day, event_count)
      SELECT i.project_id, date_trunc('day', h.hour, 'UTC') AS day, i.status,
        date_trunc('day', i.first_seen, 'UTC') AS first_day, sum(h.events)
      FROM unnest(:ids::bigint[], :hours::timestamptz[], :events::bigint[])
        AS h (issue_id, hour, events)
      JOIN issue i ON i.id = h.issue_id
      GROUP BY 1, 2, 3, 4
      ORDER BY 1, 2, 3, 4
      ON CONFLICT (project_id, day, status, first_day)
      DO UPDATE SET event_count = issue_trend_day.event_count + excluded.event_count
      """;

  private static final String COUNTED =
      """
      WITH counted AS MATERIALIZED (
        SELECT i.project_id, i.status, h.hour, date_trunc('day', h.hour, 'UTC') AS day,
          date_trunc('day', i.first_seen, 'UTC') AS first_day, sum(h.event_count) AS events
        FROM issue i
        JOIN issue_hour h ON h.issue_id = i.id AND h.hour >= :days::timestamptz
        WHERE i.id = ANY (:ids::bigint[])
          AND i.deleted_at IS NULL
          AND i.status IS DISTINCT FROM :status::text
        GROUP BY 1, 2, 3, 4, 5
      ), taken_hours AS (
        UPDATE issue_trend_hour t
        SET event_count = t.event_count - c.events
        FROM (
          SELECT project_id, hour, status, sum(events) AS events
          FROM counted
          WHERE hour >= :hours::timestamptz
          GROUP BY 1, 2, 3) c
        WHERE (t.project_id, t.hour, t.status) = (c.project_id, c.hour, c.status)
      ), taken_days AS (
        UPDATE issue_trend_day t
        SET event_count = t.event_count - c.events
        FROM (
          SELECT project_id, day, status, first_day, sum(events) AS events
          FROM counted
          GROUP BY 1, 2, 3, 4) c
        WHERE (t.project_id, t.day, t.status, t.first_day)
          = (c.project_id, c.day, c.status, c.first_day)
      )
      """;

  /** Before the status of issues changes. */
  static final String MOVE =
      COUNTED
          + """
          , given_hours AS (
            INSERT INTO issue_trend_hour (project_id, hour, status, event_count)
            SELECT project_id, hour, :status::text, sum(events)
            FROM counted
            WHERE hour >= :hours::timestamptz
            GROUP BY 1, 2
            ON CONFLICT (project_id, hour, status)
            DO UPDATE SET event_count = issue_trend_hour.event_count + excluded.event_count
          )
          INSERT INTO issue_trend_day (project_id, day, status, first_day, event_count)
          SELECT project_id, day, :status::text, first_day, sum(events)
          FROM counted
          GROUP BY 1, 2, 4
          ON CONFLICT (project_id, day, status, first_day)
          DO UPDATE SET event_count = issue_trend_day.event_count + excluded.event_count
          """;

  /** Before issues are deleted. */
  static final String TAKE = COUNTED + "SELECT count(*) FROM counted";

  static final String TOTALS =
      """
      SELECT hour, sum(event_count) AS events
      FROM issue_trend_hour
      WHERE project_id = ANY (:projects::bigint[])
        AND hour >= :from::timestamptz
        AND status = ANY (:statuses::text[])
      GROUP BY hour
      ORDER BY hour
      """;

  /** Of issues whose first event came within the period: few, and all found by index. */
  static final String FRESH =
      """
      SELECT h.hour, sum(h.event_count) AS events
      FROM issue i
      JOIN issue_hour h ON h.issue_id = i.id AND h.hour >= :from::timestamptz
      WHERE i.organization_id = :organization
        AND i.status = ANY (:statuses::text[])
        AND i.first_seen >= :from::timestamptz
        AND i.deleted_at IS NULL
        AND i.project_id = ANY (:projects::bigint[])
      GROUP BY h.hour
      """;

  static final String DAILY =
      """
      SELECT day,
        coalesce(sum(event_count) FILTER (WHERE first_day < :from::timestamptz), 0) AS known,
        coalesce(sum(event_count) FILTER (WHERE first_day >= :from::timestamptz), 0) AS fresh
      FROM issue_trend_day
      WHERE project_id = ANY (:projects::bigint[])
        AND day >= :from::timestamptz
        AND status = ANY (:statuses::text[])
      GROUP BY day
      ORDER BY day
      """;

  private final JdbcClient jdbc;

  IssueTrendStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Adds a batch, after it was added to its issues.
   *
   * @param ids with the hour and the number of events beside each
   */
  void add(List<Long> ids, List<Instant> hours, List<Long> events) {
    for (var sql : List.of(ADD_HOURS, ADD_DAYS)) {
      jdbc.sql(sql)
          .param("ids", Columns.bigint(ids))
          .param("hours", Columns.timestamptz(hours))
          .param("events", Columns.bigint(events))
          .update();
    }
  }

  /** Before these issues get another status; those that have it already stay. */
  void move(Collection<Long> ids, String status, Instant now) {
    jdbc.sql(MOVE)
        .param("ids", Columns.bigint(ids))
        .param("status", status)
        .param("hours", now.minus(HOURS).toString())
        .param("days", firstDay(now).toString())
        .update();
  }

  /** Before these issues are deleted. */
  void take(Collection<Long> ids, Instant now) {
    jdbc.sql(TAKE)
        .param("ids", Columns.bigint(ids))
        .param("status", null)
        .param("hours", now.minus(HOURS).toString())
        .param("days", firstDay(now).toString())
        .query(Long.class)
        .single();
  }

  private static Instant firstDay(Instant now) {
    return now.minus(DAYS).truncatedTo(ChronoUnit.DAYS);
  }

  /** Whether a chart that begins then is all in here. */
  static boolean reaches(Instant from, boolean daily, Instant now) {
    return daily
        ? !from.isBefore(firstDay(now).plus(Duration.ofDays(1)))
            && from.equals(from.truncatedTo(ChronoUnit.DAYS))
        : !from.isBefore(now.minus(HOURS).plus(Duration.ofHours(1)));
  }

  /** By hour since a time. */
  List<IssueReadStore.HourSum> hours(
      OrganizationId organizationId,
      Collection<Long> projects,
      Collection<String> statuses,
      Instant from) {
    Map<Instant, Long> fresh = new HashMap<>();
    jdbc.sql(FRESH)
        .param("organization", organizationId.value())
        .param("projects", Columns.bigint(projects))
        .param("statuses", Columns.text(statuses))
        .param("from", from.toString())
        .query(rows -> {
          fresh.put(IssueReadStore.instant(rows, "hour"), rows.getLong("events"));
        });
    return jdbc.sql(TOTALS)
        .param("projects", Columns.bigint(projects))
        .param("statuses", Columns.text(statuses))
        .param("from", from.toString())
        .query((rows, _) -> {
          var hour = IssueReadStore.instant(rows, "hour");
          long ofFresh = fresh.getOrDefault(hour, 0L);
          return new IssueReadStore.HourSum(
              hour, Math.max(0, rows.getLong("events") - ofFresh), ofFresh);
        })
        .list();
  }

  /** By day since a midnight. */
  List<IssueReadStore.HourSum> days(
      Collection<Long> projects, Collection<String> statuses, Instant from) {
    return jdbc.sql(DAILY)
        .param("projects", Columns.bigint(projects))
        .param("statuses", Columns.text(statuses))
        .param("from", from.toString())
        .query((rows, _) ->
            new IssueReadStore.HourSum(
                IssueReadStore.instant(rows, "day"), rows.getLong("known"), rows.getLong("fresh")))
        .list();
  }
}
