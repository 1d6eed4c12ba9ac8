package dev.fettle.outcomes;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** How much projects receive, and which of them are sampled. Thread-safe. */
final class SpikeStore {

  /**
   * What each project received in the running hour, and the median of the hours of the last week in
   * which it received anything. Ranges of the primary key.
   */
  static final String MEASURE =
      """
      WITH hourly AS (
        SELECT project_id, hour, sum(quantity) AS quantity
        FROM outcome_hour
        WHERE project_id = ANY (:projects::bigint[])
          AND hour >= CAST(:hour AS timestamptz) - interval '7 days'
          AND hour <= :hour
          AND outcome <> 'client_discard'
        GROUP BY project_id, hour
        HAVING sum(quantity) > 0
      )
      SELECT project_id,
        coalesce(sum(quantity) FILTER (WHERE hour = :hour), 0) AS received,
        coalesce(percentile_disc(0.5) WITHIN GROUP (ORDER BY quantity) FILTER (WHERE hour < :hour), 0)
          AS median,
        count(*) FILTER (WHERE hour < :hour) AS hours
      FROM hourly
      GROUP BY project_id
      """;

  /** A spike that goes on from the hour before keeps its beginning. */
  static final String SAVE =
      """
      INSERT INTO project_spike AS s (project_id, since, hour, keep_rate)
      SELECT p.id, :now, :hour, :keepRate
      FROM project p
      WHERE p.id = :project
      ON CONFLICT (project_id) DO UPDATE
      SET since =
            CASE WHEN s.hour >= CAST(:hour AS timestamptz) - interval '1 hour'
              THEN s.since ELSE excluded.since END,
          hour = excluded.hour,
          keep_rate = excluded.keep_rate
      """;

  static final String CURRENT =
      """
      SELECT project_id, keep_rate
      FROM project_spike
      WHERE project_id = ANY (:projects::bigint[])
        AND hour = :hour
      """;

  static final String FIND =
      """
      SELECT since, keep_rate
      FROM project_spike
      WHERE project_id = :project
        AND hour = :hour
      """;

  /**
   * What a project received in the running hour and in a usual one.
   *
   * @param hours of the last week in which it received anything
   */
  record Measure(long projectId, long received, long median, int hours) {}

  /**
   * A project that is sampled.
   *
   * @param keepRate part of the requests that are let in
   */
  record Spike(Instant since, double keepRate) {}

  private final JdbcClient jdbc;

  SpikeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Measure> measure(Collection<Long> projects, Instant hour) {
    return jdbc.sql(MEASURE)
        .param("projects", new SqlArrayValue("bigint", projects.toArray()))
        .param("hour", Timestamp.from(hour))
        .query((rows, _) ->
            new Measure(
                rows.getLong("project_id"),
                rows.getLong("received"),
                rows.getLong("median"),
                rows.getInt("hours")))
        .list();
  }

  void save(long project, double keepRate, Instant hour, Instant now) {
    jdbc.sql(SAVE)
        .param("project", project)
        .param("keepRate", keepRate)
        .param("hour", Timestamp.from(hour))
        .param("now", Timestamp.from(now))
        .update();
  }

  /** Keep rates of the hour, by project. */
  Map<Long, Double> current(Collection<Long> projects, Instant hour) {
    var rates = new HashMap<Long, Double>();
    jdbc.sql(CURRENT)
        .param("projects", new SqlArrayValue("bigint", projects.toArray()))
        .param("hour", Timestamp.from(hour))
        .query(rows -> {
          rates.put(rows.getLong("project_id"), rows.getDouble("keep_rate"));
        });
    return rates;
  }

  Optional<Spike> find(long project, Instant hour) {
    return jdbc.sql(FIND)
        .param("project", project)
        .param("hour", Timestamp.from(hour))
        .query((rows, _) ->
            new Spike(rows.getTimestamp("since").toInstant(), rows.getDouble("keep_rate")))
        .optional();
  }
}
