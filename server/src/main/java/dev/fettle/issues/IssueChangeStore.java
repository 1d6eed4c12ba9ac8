package dev.fettle.issues;

import dev.fettle.platform.db.Columns;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What people do to issues. Each change tells the screens in its own transaction. Locks issues by
 * id, like the digest.
 */
final class IssueChangeStore {

  /** The living ones of an organization, in the digest's order of locks. */
  static final String LOCK =
      """
      SELECT id
      FROM issue
      WHERE id = ANY (:ids::bigint[])
        AND organization_id = :organization
        AND deleted_at IS NULL
      ORDER BY id
      FOR NO KEY UPDATE
      """;

  /** Only those whose status changes; answers what the notices need. */
  static final String SET_STATUS =
      """
      WITH changed AS (
        UPDATE issue i
        SET status = :status::text,
          status_changed_at = :now::timestamptz,
          resolved_at = CASE WHEN :status::text = 'resolved' THEN :now::timestamptz END,
          resolved_by = CASE WHEN :status::text = 'resolved' THEN :account::bigint END,
          regressed_at = NULL
        WHERE i.id = ANY (:ids::bigint[])
          AND i.status <> :status::text
        RETURNING i.id
      )
      INSERT INTO issue_activity (issue_id, type, account_id, created_at)
      SELECT id, :status::text, :account::bigint, :now::timestamptz
      FROM changed
      RETURNING issue_id
      """;

  /** Gone at once: without its hashes, the next event of the error makes a new issue. */
  static final String DELETE =
      """
      WITH hashes AS (
        DELETE FROM issue_hash h
        WHERE h.issue_id = ANY (:ids::bigint[])
      )
      UPDATE issue i
      SET deleted_at = :now::timestamptz
      WHERE i.id = ANY (:ids::bigint[])
      RETURNING i.id
      """;

  static final String NOTIFY =
      """
      SELECT pg_notify('fettle_live', json_build_object('type', 'issue', 'organizationId',
        i.organization_id, 'projectId', i.project_id::text, 'issueId', i.id::text, 'kind', 'status',
        'title', x.title, 'level', i.level, 'status', i.status,
        'slug', p.slug, 'number', i.short_id)::text)
      FROM issue i
      JOIN issue_text x ON x.issue_id = i.id
      JOIN project p ON p.id = i.project_id
      WHERE i.id = ANY (:ids::bigint[])
      ORDER BY i.id
      LIMIT 50
      """;

  static final String REMOVE_HASHES =
      """
      DELETE FROM issue_hash h
      USING issue i
      WHERE i.id = h.issue_id
        AND i.id = :issue
        AND i.organization_id = :organization
        AND h.hash = ANY (:hashes::bytea[])
      """;

  /** Issues that nobody sees any more. */
  static final String NEXT_DELETED =
      """
      SELECT id
      FROM issue
      WHERE deleted_at IS NOT NULL
      ORDER BY deleted_at
      LIMIT 1
      """;

  static final String PURGE_EVENTS =
      """
      DELETE FROM event
      WHERE (tableoid, ctid) IN (
        SELECT tableoid, ctid
        FROM event
        WHERE issue_id = :issue
        LIMIT 1000)
      """;

  static final String PURGE_TAGS =
      """
      DELETE FROM issue_tag
      WHERE ctid IN (SELECT ctid FROM issue_tag WHERE issue_id = :issue LIMIT 1000)
      """;

  static final String PURGE_USERS =
      """
      DELETE FROM issue_user
      WHERE ctid IN (SELECT ctid FROM issue_user WHERE issue_id = :issue LIMIT 1000)
      """;

  static final String PURGE_TAG_HASHES =
      """
      DELETE FROM issue_tag_hash
      WHERE ctid IN (SELECT ctid FROM issue_tag_hash WHERE issue_id = :issue LIMIT 1000)
      """;

  static final String PURGE_ISSUE = "DELETE FROM issue WHERE id = :issue";

  /** Issues whose last event was dropped with its partition. */
  static final String EXPIRE =
      """
      UPDATE issue
      SET deleted_at = :now::timestamptz
      WHERE id IN (
        SELECT id
        FROM issue
        WHERE last_seen < :before::timestamptz
          AND deleted_at IS NULL
        LIMIT 1000)
      """;

  static final String PURGE_HOURS =
      """
      DELETE FROM issue_hour
      WHERE ctid IN (
        SELECT ctid
        FROM issue_hour
        WHERE hour < :before::timestamptz
        LIMIT 5000)
      """;

  private final JdbcClient jdbc;
  private final IssueTrendStore trend;

  IssueChangeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.trend = new IssueTrendStore(jdbc);
  }

  /** Sets a status; how many issues had another one. */
  int setStatus(
      long organizationId, Collection<Long> ids, String status, long accountId, Instant now) {
    var locked = lock(organizationId, ids);
    trend.move(locked, status, now);
    var changed =
        jdbc.sql(SET_STATUS)
            .param("ids", Columns.bigint(locked))
            .param("status", status)
            .param("account", accountId)
            .param("now", now.toString())
            .query((rows, _) -> rows.getLong("issue_id"))
            .list();
    tell(changed);
    return changed.size();
  }

  private List<Long> lock(long organizationId, Collection<Long> ids) {
    return jdbc.sql(LOCK)
        .param("ids", Columns.bigint(ids))
        .param("organization", organizationId)
        .query((rows, _) -> rows.getLong("id"))
        .list();
  }

  /** Marks issues as deleted; how many were not. */
  int delete(long organizationId, Collection<Long> ids, Instant now) {
    var locked = lock(organizationId, ids);
    trend.take(locked, now);
    var deleted =
        jdbc.sql(DELETE)
            .param("ids", Columns.bigint(locked))
            .param("now", now.toString())
            .query((rows, _) -> rows.getLong("id"))
            .list();
    tell(deleted);
    return deleted.size();
  }

  /** Takes hashes from an issue: their next event starts a new one. */
  void removeHashes(long organizationId, long issueId, Collection<byte[]> hashes) {
    jdbc.sql(REMOVE_HASHES)
        .param("issue", issueId)
        .param("organization", organizationId)
        .param("hashes", Columns.bytea(hashes))
        .update();
  }

  /** The deleted issue that waits longest, or null. */
  @Nullable Long nextDeleted() {
    return jdbc.sql(NEXT_DELETED).query(Long.class).optional().orElse(null);
  }

  /**
   * Removes up to a thousand events, tags, hashes of tags or users of an issue; false when none are
   * left.
   */
  boolean purgeSome(long issueId) {
    int events = jdbc.sql(PURGE_EVENTS).param("issue", issueId).update();
    return events > 0
        || jdbc.sql(PURGE_TAGS).param("issue", issueId).update() > 0
        || jdbc.sql(PURGE_TAG_HASHES).param("issue", issueId).update() > 0
        || jdbc.sql(PURGE_USERS).param("issue", issueId).update() > 0;
  }

  void purge(long issueId) {
    jdbc.sql(PURGE_ISSUE).param("issue", issueId).update();
  }

  /** Marks up to a thousand issues without events as deleted; how many. */
  int expire(Instant before, Instant now) {
    return jdbc.sql(EXPIRE)
        .param("before", before.toString())
        .param("now", now.toString())
        .update();
  }

  /** Removes up to five thousand old hours; how many. */
  int purgeHours(Instant before) {
    return jdbc.sql(PURGE_HOURS).param("before", before.toString()).update();
  }

  private void tell(List<Long> ids) {
    if (!ids.isEmpty()) {
      jdbc.sql(NOTIFY).param("ids", Columns.bigint(ids)).query((rows, number) -> number).list();
    }
  }
}
