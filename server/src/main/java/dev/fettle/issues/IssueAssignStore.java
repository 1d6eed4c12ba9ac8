package dev.fettle.issues;

import dev.fettle.core.grouping.EventHash;
import dev.fettle.core.id.OrganizationId;
import dev.fettle.platform.db.Columns;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Hashes and new issues of a batch. Runs in the digest's transaction. */
final class IssueAssignStore {

  /** A hash within its project, in the order of the index. */
  record HashKey(long projectId, EventHash hash) implements Comparable<HashKey> {
    @Override
    public int compareTo(HashKey other) {
      int byProject = Long.compare(projectId, other.projectId);
      return byProject != 0 ? byProject : hash.compareTo(other.hash);
    }
  }

  /** An issue to be made of its first event. */
  record NewIssue(OrganizationId organizationId, long number, HashKey key, PreparedEvent event) {}

  /** A locked issue as it was before the batch. */
  record Locked(long id, long number, String status, long users) {}

  static final String FIND =
      """
      SELECT h.project_id, h.hash, h.issue_id
      FROM unnest(:projects::bigint[], :hashes::bytea[]) AS k (project_id, hash)
      JOIN issue_hash h ON h.project_id = k.project_id AND h.hash = k.hash
      """;

  static final String ADD_HASHES =
      """
      INSERT INTO issue_hash (project_id, hash, issue_id)
      SELECT project_id, hash, issue_id
      FROM unnest(:projects::bigint[], :hashes::bytea[], :issues::bigint[])
        AS h (project_id, hash, issue_id)
      ON CONFLICT (project_id, hash) DO NOTHING
      """;

  static final String LOCK_PROJECTS =
      """
      SELECT id
      FROM project
      WHERE id = ANY (:ids::bigint[])
      ORDER BY id
      FOR NO KEY UPDATE
      """;

  static final String TAKE_SHORT_IDS =
      """
      UPDATE project p
      SET next_short_id = p.next_short_id + w.quantity
      FROM unnest(:ids::bigint[], :quantities::bigint[]) AS w (id, quantity)
      WHERE p.id = w.id
      RETURNING p.id, p.next_short_id - w.quantity AS first
      """;

  /** Counters start at nothing: the batch's sums are added like any other issue's. */
  static final String INSERT =
      """
      INSERT INTO issue (organization_id, project_id, short_id, type, level, platform,
        is_unhandled, status_changed_at, first_seen, last_seen)
      SELECT organization_id, project_id, short_id, type, level, platform, false, first_seen,
        first_seen, first_seen
      FROM unnest(:organizations::bigint[], :projects::bigint[], :shortIds::bigint[],
          :types::text[], :levels::text[], :platforms::text[], :times::timestamptz[])
        AS n (organization_id, project_id, short_id, type, level, platform, first_seen)
      RETURNING id, project_id, short_id
      """;

  static final String INSERT_TEXTS =
      """
      INSERT INTO issue_text (issue_id, title, culprit, words, metadata, first_release)
      SELECT issue_id, title, culprit, title || E'\\n' || culprit, metadata::jsonb, release
      FROM unnest(:ids::bigint[], :titles::text[], :culprits::text[], :metadata::text[],
          :releases::text[])
        AS n (issue_id, title, culprit, metadata, release)
      """;

  /** By id, so that two digesters and a person's bulk change lock in one order. */
  static final String LOCK =
      """
      SELECT id, short_id, status, user_count
      FROM issue
      WHERE id = ANY (:ids::bigint[])
        AND deleted_at IS NULL
      ORDER BY id
      FOR NO KEY UPDATE
      """;

  private final JdbcClient jdbc;

  IssueAssignStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The issues of the known ones of these hashes. */
  Map<HashKey, Long> find(Collection<HashKey> keys) {
    var found = new HashMap<HashKey, Long>();
    jdbc.sql(FIND)
        .param("projects", Columns.bigint(keys.stream().map(HashKey::projectId).toList()))
        .param("hashes", Columns.bytea(keys.stream().map(key -> key.hash().toBytes()).toList()))
        .query(rows -> {
          var hash = EventHash.of(Objects.requireNonNull(rows.getBytes("hash")));
          found.put(new HashKey(rows.getLong("project_id"), hash), rows.getLong("issue_id"));
        });
    return found;
  }

  void addHashes(SortedMap<HashKey, Long> hashes) {
    var keys = hashes.keySet();
    jdbc.sql(ADD_HASHES)
        .param("projects", Columns.bigint(keys.stream().map(HashKey::projectId).toList()))
        .param("hashes", Columns.bytea(keys.stream().map(key -> key.hash().toBytes()).toList()))
        .param("issues", Columns.bigint(hashes.values()))
        .update();
  }

  /** Reserves numbers and locks the projects; the first number of each. */
  Map<Long, Long> takeShortIds(SortedMap<Long, Integer> wanted) {
    var ids = Columns.bigint(wanted.keySet());
    jdbc.sql(LOCK_PROJECTS).param("ids", ids).query(Long.class).list();
    var first = new HashMap<Long, Long>();
    jdbc.sql(TAKE_SHORT_IDS)
        .param("ids", ids)
        .param(
            "quantities", Columns.bigint(wanted.values().stream().map(Integer::longValue).toList()))
        .query(rows -> {
          first.put(rows.getLong("id"), rows.getLong("first"));
        });
    return first;
  }

  /** Makes the issues; their ids by hash. */
  Map<HashKey, Long> insert(List<NewIssue> issues) {
    var byNumber = new HashMap<List<Long>, HashKey>();
    for (var issue : issues) {
      byNumber.put(List.of(issue.key().projectId(), issue.number()), issue.key());
    }
    var ids = new TreeMap<HashKey, Long>();
    jdbc.sql(INSERT)
        .param(
            "organizations",
            Columns.bigint(column(issues, issue -> issue.organizationId().value())))
        .param("projects", Columns.bigint(column(issues, issue -> issue.key().projectId())))
        .param("shortIds", Columns.bigint(column(issues, NewIssue::number)))
        .param("types", Columns.text(column(issues, issue -> issue.event().face().type())))
        .param("levels", Columns.text(column(issues, issue -> issue.event().face().level())))
        .param("platforms", Columns.nullableText(issues, issue -> issue.event().face().platform()))
        .param("times", Columns.timestamptz(column(issues, issue -> issue.event().received())))
        .query(rows -> {
          var key = byNumber.get(List.of(rows.getLong("project_id"), rows.getLong("short_id")));
          ids.put(Objects.requireNonNull(key), rows.getLong("id"));
        });
    jdbc.sql(INSERT_TEXTS)
        .param(
            "ids",
            Columns.bigint(column(issues, issue -> Objects.requireNonNull(ids.get(issue.key())))))
        .param("titles", Columns.text(column(issues, issue -> issue.event().face().title())))
        .param("culprits", Columns.text(column(issues, issue -> issue.event().face().culprit())))
        .param(
            "metadata", Columns.text(column(issues, issue -> issue.event().face().metadataJson())))
        .param("releases", Columns.nullableText(issues, issue -> issue.event().release()))
        .update();
    return ids;
  }

  /** Locks the living ones of these issues until the transaction ends. */
  Map<Long, Locked> lock(Collection<Long> ids) {
    var locked = new TreeMap<Long, Locked>();
    jdbc.sql(LOCK)
        .param("ids", Columns.bigint(ids))
        .query(rows -> {
          long id = rows.getLong("id");
          locked.put(
              id,
              new Locked(
                  id,
                  rows.getLong("short_id"),
                  rows.getString("status"),
                  rows.getLong("user_count")));
        });
    return locked;
  }

  private static <T> List<T> column(List<NewIssue> issues, Function<NewIssue, T> value) {
    return issues.stream().map(value).toList();
  }
}
