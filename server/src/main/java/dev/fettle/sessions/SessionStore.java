package dev.fettle.sessions;

import dev.fettle.core.session.SessionState;
import dev.fettle.platform.db.Columns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Counts sessions. Runs in the digest's transaction; rows come sorted and are locked like that. */
final class SessionStore {

  static final String LOCK_SEEN =
      """
      SELECT id, state
      FROM session_seen
      WHERE id = ANY (:ids::uuid[])
      ORDER BY id
      FOR UPDATE
      """;

  static final String PUT_SEEN =
      """
      INSERT INTO session_seen (id, state)
      SELECT id, state
      FROM unnest(:ids::uuid[], :states::text[]) AS n (id, state)
      ON CONFLICT (id) DO UPDATE SET state = excluded.state
      """;

  static final String ADD_HOURS =
      """
      INSERT INTO session_hour AS h (project_id, hour, release, environment,
        started, exited, errored, unhandled, abnormal, crashed)
      SELECT *
      FROM unnest(:projects::bigint[], :hours::timestamptz[], :releases::text[],
        :environments::text[], :started::bigint[], :exited::bigint[], :errored::bigint[],
        :unhandled::bigint[], :abnormal::bigint[], :crashed::bigint[])
      ON CONFLICT (project_id, hour, release, environment) DO UPDATE
      SET started = h.started + excluded.started,
        exited = h.exited + excluded.exited,
        errored = h.errored + excluded.errored,
        unhandled = h.unhandled + excluded.unhandled,
        abnormal = h.abnormal + excluded.abnormal,
        crashed = h.crashed + excluded.crashed
      """;

  /** Before users are merged: a row that two nodes make at once is one of them's to lock. */
  static final String ADD_DAYS =
      """
      INSERT INTO session_user_day (project_id, hour, release, environment, users, crashed_users)
      SELECT project_id, hour, release, environment, '', ''
      FROM unnest(:projects::bigint[], :hours::timestamptz[], :releases::text[],
          :environments::text[])
        AS n (project_id, hour, release, environment)
      ON CONFLICT (project_id, hour, release, environment) DO NOTHING
      """;

  static final String LOCK_DAYS =
      """
      SELECT d.project_id, d.hour, d.release, d.environment, d.users, d.crashed_users
      FROM unnest(:projects::bigint[], :hours::timestamptz[], :releases::text[],
          :environments::text[])
        AS n (project_id, hour, release, environment)
      JOIN session_user_day d USING (project_id, hour, release, environment)
      ORDER BY d.project_id, d.hour, d.release, d.environment
      FOR UPDATE OF d
      """;

  static final String PUT_DAYS =
      """
      UPDATE session_user_day d
      SET users = n.users, crashed_users = n.crashed_users
      FROM unnest(:projects::bigint[], :hours::timestamptz[], :releases::text[],
          :environments::text[], :users::bytea[], :crashed::bytea[])
        AS n (project_id, hour, release, environment, users, crashed_users)
      WHERE d.project_id = n.project_id AND d.hour = n.hour AND d.release = n.release
        AND d.environment = n.environment
      """;

  private final JdbcClient jdbc;

  SessionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What those of these sessions that are known were counted as. */
  Map<UUID, SessionState> lockSeen(Collection<UUID> ids) {
    var seen = new HashMap<UUID, SessionState>();
    jdbc.sql(LOCK_SEEN)
        .param("ids", Columns.uuid(ids))
        .query(rows -> {
          var state = Objects.requireNonNull(rows.getString("state")).toUpperCase(Locale.ROOT);
          seen.put(
              Objects.requireNonNull(rows.getObject("id", UUID.class)),
              SessionState.valueOf(state));
        });
    return seen;
  }

  /** Remembers what sessions are counted as from now on. */
  void putSeen(SortedMap<UUID, SessionState> states) {
    if (states.isEmpty()) {
      return;
    }
    jdbc.sql(PUT_SEEN)
        .param("ids", Columns.uuid(states.keySet()))
        .param(
            "states",
            Columns.text(
                states.values().stream()
                    .map(state -> state.name().toLowerCase(Locale.ROOT))
                    .toList()))
        .update();
  }

  /** Adds to the hours. */
  void addHours(SortedMap<SessionKey, SessionDelta> hours) {
    if (hours.isEmpty()) {
      return;
    }
    var deltas = hours.values();
    keys(jdbc.sql(ADD_HOURS), hours.keySet())
        .param("started", column(deltas, SessionDelta::started))
        .param("exited", column(deltas, delta -> delta.in(SessionState.EXITED)))
        .param("errored", column(deltas, delta -> delta.in(SessionState.ERRORED)))
        .param("unhandled", column(deltas, delta -> delta.in(SessionState.UNHANDLED)))
        .param("abnormal", column(deltas, delta -> delta.in(SessionState.ABNORMAL)))
        .param("crashed", column(deltas, delta -> delta.in(SessionState.CRASHED)))
        .update();
  }

  /** Adds to the users of the days. */
  void addUsers(SortedMap<SessionKey, SessionUsers> days) {
    if (days.isEmpty()) {
      return;
    }
    keys(jdbc.sql(ADD_DAYS), days.keySet()).update();
    var found = new ArrayList<SessionKey>();
    var users = new ArrayList<byte[]>();
    var crashed = new ArrayList<byte[]>();
    keys(jdbc.sql(LOCK_DAYS), days.keySet())
        .query(rows -> {
          var key =
              new SessionKey(
                  rows.getLong("project_id"),
                  Objects.requireNonNull(rows.getTimestamp("hour")).toInstant(),
                  Objects.requireNonNull(rows.getString("release")),
                  Objects.requireNonNull(rows.getString("environment")));
          var added = Objects.requireNonNull(days.get(key));
          found.add(key);
          users.add(added.addTo(Objects.requireNonNull(rows.getBytes("users"))));
          crashed.add(added.addCrashedTo(Objects.requireNonNull(rows.getBytes("crashed_users"))));
        });
    keys(jdbc.sql(PUT_DAYS), found)
        .param("users", Columns.bytea(users))
        .param("crashed", Columns.bytea(crashed))
        .update();
  }

  private static JdbcClient.StatementSpec keys(
      JdbcClient.StatementSpec statement, Collection<SessionKey> keys) {
    return statement
        .param("projects", Columns.bigint(keys.stream().map(SessionKey::projectId).toList()))
        .param("hours", Columns.timestamptz(keys.stream().map(SessionKey::at).toList()))
        .param("releases", Columns.text(keys.stream().map(SessionKey::release).toList()))
        .param("environments", Columns.text(keys.stream().map(SessionKey::environment).toList()));
  }

  private static SqlArrayValue column(
      Collection<SessionDelta> deltas, Function<SessionDelta, Long> value) {
    List<Long> column = deltas.stream().map(value).toList();
    return Columns.bigint(column);
  }
}
