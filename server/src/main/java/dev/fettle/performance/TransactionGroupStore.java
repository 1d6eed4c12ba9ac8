package dev.fettle.performance;

import dev.fettle.core.trace.DurationSketch;
import dev.fettle.platform.db.Columns;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Groups of transactions and their hours. Runs in the digest's transaction; rows of groups are
 * locked in the order of their ids, and an hour belongs to a locked group.
 */
final class TransactionGroupStore {

  /** Names that hold identifiers would make a group each; later ones share one group. */
  static final int MOST_GROUPS = 5_000;

  static final String LOCK =
      """
      SELECT g.id, g.project_id, g.hash
      FROM unnest(:projects::bigint[], :hashes::bytea[]) AS n (project_id, hash)
      JOIN transaction_group g ON g.project_id = n.project_id AND g.hash = n.hash
      ORDER BY g.id
      FOR UPDATE OF g
      """;

  static final String COUNT =
      """
      SELECT project_id, count(*) AS groups
      FROM transaction_group
      WHERE project_id = ANY (:projects::bigint[])
      GROUP BY project_id
      """;

  static final String ADD =
      """
      INSERT INTO transaction_group (project_id, hash, name, op, method, first_seen, last_seen)
      SELECT n.project_id, n.hash, n.name, n.op, n.method, :seen::timestamptz, :seen::timestamptz
      FROM unnest(:projects::bigint[], :hashes::bytea[], :names::text[], :ops::text[],
          :methods::text[])
        AS n (project_id, hash, name, op, method)
      ORDER BY n.project_id, n.hash
      ON CONFLICT (project_id, hash) DO NOTHING
      """;

  static final String ADD_COUNTS =
      """
      UPDATE transaction_group g
      SET event_count = g.event_count + d.events,
        failure_count = g.failure_count + d.failures,
        duration_us = g.duration_us + d.micros,
        first_seen = least(g.first_seen, d.first_seen),
        last_seen = greatest(g.last_seen, d.last_seen)
      FROM unnest(:ids::bigint[], :events::bigint[], :failures::bigint[], :micros::bigint[],
          :firsts::timestamptz[], :lasts::timestamptz[])
        AS d (id, events, failures, micros, first_seen, last_seen)
      WHERE g.id = d.id
      """;

  static final String DURATIONS =
      """
      SELECT h.group_id, h.hour, h.durations
      FROM unnest(:ids::bigint[], :hours::timestamptz[]) AS n (group_id, hour)
      JOIN transaction_group_hour h ON h.group_id = n.group_id AND h.hour = n.hour
      """;

  /** Counts are added; the sketch comes merged. */
  static final String PUT_HOURS =
      """
      INSERT INTO transaction_group_hour AS h
        (group_id, hour, event_count, failure_count, duration_us, durations)
      SELECT n.group_id, n.hour, n.events, n.failures, n.micros, n.durations
      FROM unnest(:ids::bigint[], :hours::timestamptz[], :events::bigint[], :failures::bigint[],
          :micros::bigint[], :durations::bytea[])
        AS n (group_id, hour, events, failures, micros, durations)
      ORDER BY n.group_id, n.hour
      ON CONFLICT (group_id, hour) DO UPDATE
      SET event_count = h.event_count + excluded.event_count,
        failure_count = h.failure_count + excluded.failure_count,
        duration_us = h.duration_us + excluded.duration_us,
        durations = excluded.durations
      """;

  private record Stored(long projectId, ByteBuffer hash) {}

  private record HourKey(long groupId, Instant hour) {}

  private final JdbcClient jdbc;

  TransactionGroupStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Counts the transactions in their groups; the group of each, by the transaction's own id. */
  Map<UUID, Long> count(List<TransactionRow> rows) {
    var groupIds = assign(rows);
    var deltas = new TreeMap<Long, GroupDelta>();
    for (var row : rows) {
      long groupId = Objects.requireNonNull(groupIds.get(row.id()));
      deltas.computeIfAbsent(groupId, id -> new GroupDelta(id, row.received())).add(row);
    }
    addCounts(deltas.values());
    addHours(deltas.values());
    return groupIds;
  }

  private Map<UUID, Long> assign(List<TransactionRow> rows) {
    var keys = new HashMap<GroupKey, Stored>();
    for (var row : rows) {
      keys.computeIfAbsent(
          row.group(), key -> new Stored(key.projectId(), ByteBuffer.wrap(key.hash())));
    }
    var known = lock(keys.values());
    var missing = new LinkedHashSet<GroupKey>();
    keys.forEach((key, stored) -> {
      if (!known.containsKey(stored)) {
        missing.add(key);
      }
    });
    if (!missing.isEmpty()) {
      var overflow = add(missing, rows.getFirst().received());
      for (var key : overflow) {
        keys.put(key, new Stored(key.projectId(), ByteBuffer.wrap(key.other().hash())));
      }
      known.putAll(lock(keys.values()));
    }
    var groupIds = new HashMap<UUID, Long>();
    for (var row : rows) {
      var stored = Objects.requireNonNull(keys.get(row.group()));
      groupIds.put(row.id(), Objects.requireNonNull(known.get(stored), "a group was not made"));
    }
    return groupIds;
  }

  private Map<Stored, Long> lock(Collection<Stored> keys) {
    var found = new HashMap<Stored, Long>();
    var distinct = Set.copyOf(keys);
    jdbc.sql(LOCK)
        .param("projects", Columns.bigint(distinct.stream().map(Stored::projectId).toList()))
        .param("hashes", Columns.bytea(distinct.stream().map(key -> key.hash().array()).toList()))
        .query(rows -> {
          var hash = Objects.requireNonNull(rows.getBytes("hash"));
          found.put(
              new Stored(rows.getLong("project_id"), ByteBuffer.wrap(hash)), rows.getLong("id"));
        });
    return found;
  }

  /** Makes the groups; those that their projects have no room for. */
  private Set<GroupKey> add(Set<GroupKey> missing, Instant seen) {
    var room = new HashMap<Long, Long>();
    missing.forEach(key -> room.put(key.projectId(), (long) MOST_GROUPS));
    jdbc.sql(COUNT)
        .param("projects", Columns.bigint(room.keySet()))
        .query(rows -> {
          room.merge(rows.getLong("project_id"), -rows.getLong("groups"), Long::sum);
        });
    var overflow = new LinkedHashSet<GroupKey>();
    var made = new LinkedHashSet<GroupKey>();
    for (var key : missing) {
      if (room.merge(key.projectId(), -1L, Long::sum) >= 0) {
        made.add(key);
      } else {
        overflow.add(key);
        made.add(key.other());
      }
    }
    jdbc.sql(ADD)
        .param("projects", Columns.bigint(made.stream().map(GroupKey::projectId).toList()))
        .param("hashes", Columns.bytea(made.stream().map(GroupKey::hash).toList()))
        .param("names", Columns.text(made.stream().map(GroupKey::name).toList()))
        .param("ops", Columns.text(made.stream().map(GroupKey::op).toList()))
        .param("methods", Columns.text(made.stream().map(GroupKey::method).toList()))
        .param("seen", seen.toString())
        .update();
    return overflow;
  }

  private void addCounts(Collection<GroupDelta> deltas) {
    jdbc.sql(ADD_COUNTS)
        .param("ids", Columns.bigint(deltas.stream().map(GroupDelta::groupId).toList()))
        .param("events", Columns.bigint(deltas.stream().map(GroupDelta::events).toList()))
        .param("failures", Columns.bigint(deltas.stream().map(GroupDelta::failures).toList()))
        .param("micros", Columns.bigint(deltas.stream().map(GroupDelta::micros).toList()))
        .param("firsts", Columns.timestamptz(deltas.stream().map(GroupDelta::first).toList()))
        .param("lasts", Columns.timestamptz(deltas.stream().map(GroupDelta::last).toList()))
        .update();
  }

  private void addHours(Collection<GroupDelta> deltas) {
    var keys = new ArrayList<HourKey>();
    var hours = new ArrayList<GroupDelta.Hour>();
    for (var delta : deltas) {
      delta
          .hours()
          .forEach((hour, added) -> {
            keys.add(new HourKey(delta.groupId(), hour));
            hours.add(added);
          });
    }
    var ids = Columns.bigint(keys.stream().map(HourKey::groupId).toList());
    var times = Columns.timestamptz(keys.stream().map(HourKey::hour).toList());
    var stored = new HashMap<HourKey, byte[]>();
    jdbc.sql(DURATIONS)
        .param("ids", ids)
        .param("hours", times)
        .query(rows -> {
          var hour = Objects.requireNonNull(rows.getTimestamp("hour")).toInstant();
          stored.put(
              new HourKey(rows.getLong("group_id"), hour),
              Objects.requireNonNull(rows.getBytes("durations")));
        });
    var sketches = new ArrayList<byte[]>();
    for (int row = 0; row < keys.size(); row++) {
      var before = stored.get(keys.get(row));
      var sketch = before == null ? new DurationSketch() : DurationSketch.of(before);
      sketch.addAll(hours.get(row).durations());
      sketches.add(sketch.toBytes());
    }
    jdbc.sql(PUT_HOURS)
        .param("ids", ids)
        .param("hours", times)
        .param("events", Columns.bigint(hours.stream().map(GroupDelta.Hour::events).toList()))
        .param("failures", Columns.bigint(hours.stream().map(GroupDelta.Hour::failures).toList()))
        .param("micros", Columns.bigint(hours.stream().map(GroupDelta.Hour::micros).toList()))
        .param("durations", Columns.bytea(sketches))
        .update();
  }
}
