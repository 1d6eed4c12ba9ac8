package dev.fettle.issues;

import dev.fettle.platform.db.Columns;
import dev.fettle.platform.sketch.UserSketch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts the users of issues: exactly up to {@value #MOST_EXACT} of them, one row each, so that a
 * batch writes only who is new; beyond that by a {@link UserSketch}. An issue's sketch is made
 * once, of its rows, which then go. The issues are locked by the digest's transaction.
 */
final class IssueUserStore {

  /** Users of an issue that are counted one by one. */
  static final int MOST_EXACT = 10_000;

  static final String SKETCHES =
      """
      SELECT issue_id, sketch
      FROM issue_user_sketch
      WHERE issue_id = ANY (:ids::bigint[])
      """;

  /** How many of these users are new to their issues; issues without a new one are left out. */
  static final String ADD =
      """
      WITH added AS (
        INSERT INTO issue_user (issue_id, user_hash)
        SELECT issue_id, user_hash
        FROM unnest(:ids::bigint[], :hashes::bigint[]) AS u (issue_id, user_hash)
        ON CONFLICT (issue_id, user_hash) DO NOTHING
        RETURNING issue_id
      )
      SELECT issue_id, count(*) AS users
      FROM added
      GROUP BY issue_id
      """;

  static final String TAKE =
      """
      DELETE FROM issue_user
      WHERE issue_id = :id
      RETURNING user_hash
      """;

  static final String PUT_SKETCHES =
      """
      INSERT INTO issue_user_sketch (issue_id, sketch)
      SELECT issue_id, sketch
      FROM unnest(:ids::bigint[], :sketches::bytea[]) AS s (issue_id, sketch)
      ON CONFLICT (issue_id) DO UPDATE SET sketch = excluded.sketch
      """;

  private final JdbcClient jdbc;

  IssueUserStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Adds a batch's users.
   *
   * @param before the locked issues as they were
   * @return the new numbers of users of the issues where they changed; a number never falls
   */
  Map<Long, Long> add(Collection<IssueDelta> deltas, Map<Long, IssueAssignStore.Locked> before) {
    var counts = new HashMap<Long, Long>();
    var named = deltas.stream().filter(delta -> !delta.users().isEmpty()).toList();
    if (named.isEmpty()) {
      return counts;
    }
    var sketches = sketches(named);
    var changed = new HashMap<Long, byte[]>();
    for (var delta : named) {
      var stored = sketches.get(delta.issueId());
      var sketch = stored == null ? null : UserSketch.add(stored, delta.users());
      if (sketch != null) {
        changed.put(delta.issueId(), sketch);
      }
    }
    var few = named.stream().filter(delta -> !sketches.containsKey(delta.issueId())).toList();
    for (var added : addRows(few).entrySet()) {
      long issueId = added.getKey();
      long users = usersBefore(before, issueId) + added.getValue();
      counts.put(issueId, users);
      if (users > MOST_EXACT) {
        changed.put(issueId, sketchOfRows(issueId));
      }
    }
    put(changed);
    changed.forEach((issueId, sketch) ->
        counts.merge(
            issueId,
            Math.max(usersBefore(before, issueId), UserSketch.estimate(sketch)),
            Math::max));
    return counts;
  }

  private static long usersBefore(Map<Long, IssueAssignStore.Locked> before, long issueId) {
    return Objects.requireNonNull(before.get(issueId)).users();
  }

  private Map<Long, byte[]> sketches(List<IssueDelta> deltas) {
    var sketches = new HashMap<Long, byte[]>();
    jdbc.sql(SKETCHES)
        .param("ids", Columns.bigint(deltas.stream().map(IssueDelta::issueId).toList()))
        .query(rows -> {
          sketches.put(rows.getLong("issue_id"), Objects.requireNonNull(rows.getBytes("sketch")));
        });
    return sketches;
  }

  private Map<Long, Long> addRows(List<IssueDelta> deltas) {
    var ids = new ArrayList<Long>();
    var hashes = new ArrayList<Long>();
    for (var delta : deltas) {
      for (var user : delta.users()) {
        ids.add(delta.issueId());
        hashes.add(user);
      }
    }
    var added = new HashMap<Long, Long>();
    if (!ids.isEmpty()) {
      jdbc.sql(ADD)
          .param("ids", Columns.bigint(ids))
          .param("hashes", Columns.bigint(hashes))
          .query(rows -> {
            added.put(rows.getLong("issue_id"), rows.getLong("users"));
          });
    }
    return added;
  }

  private byte[] sketchOfRows(long issueId) {
    var users =
        jdbc.sql(TAKE).param("id", issueId).query((rows, _) -> rows.getLong("user_hash")).list();
    return Objects.requireNonNull(UserSketch.add(null, users));
  }

  private void put(Map<Long, byte[]> sketches) {
    if (!sketches.isEmpty()) {
      jdbc.sql(PUT_SKETCHES)
          .param("ids", Columns.bigint(sketches.keySet()))
          .param("sketches", Columns.bytea(sketches.values()))
          .update();
    }
  }
}
