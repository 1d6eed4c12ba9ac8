package dev.fettle.issues;

import dev.fettle.core.id.AccountId;
import dev.fettle.core.id.IssueId;
import dev.fettle.core.id.OrganizationId;
import dev.fettle.core.id.ProjectId;
import dev.fettle.live.Notice;
import dev.fettle.platform.db.Columns;
import dev.fettle.projects.ShortId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What people do to issues, and what becomes of those nobody needs. Locks issues by id, like the
 * digest.
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

  /** What the notices say; a screen that is behind by more asks again anyway. */
  static final String CHANGED =
      """
      SELECT i.organization_id, i.project_id, i.id, x.title, i.level, i.status, i.short_id, p.slug
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
  static final String SOME_DELETED =
      """
      SELECT id
      FROM issue
      WHERE deleted_at IS NOT NULL
      ORDER BY deleted_at
      LIMIT 200
      """;

  /**
   * Issues whose last event was dropped with its partition, without their hashes: the next event of
   * the error makes a new issue. One that somebody holds is left for the next round, and the age is
   * looked at again where the row is locked, so an event that arrives meanwhile keeps its issue.
   */
  static final String EXPIRE =
      """
      WITH old AS (
        SELECT i.id
        FROM organization o
        CROSS JOIN unnest(ARRAY['unresolved', 'resolved', 'ignored']) AS s (status)
        CROSS JOIN LATERAL (
          SELECT id
          FROM issue
          WHERE organization_id = o.id
            AND status = s.status
            AND last_seen < :before::timestamptz
            AND deleted_at IS NULL
          LIMIT 1000) AS i
        LIMIT 1000
      ), expired AS (
        SELECT id
        FROM issue
        WHERE id IN (SELECT id FROM old)
          AND last_seen < :before::timestamptz
          AND deleted_at IS NULL
        FOR NO KEY UPDATE SKIP LOCKED
      ), hashes AS (
        DELETE FROM issue_hash h
        USING expired
        WHERE h.issue_id = expired.id
      )
      UPDATE issue i
      SET deleted_at = :now::timestamptz
      FROM expired
      WHERE i.id = expired.id
        AND i.last_seen < :before::timestamptz
        AND i.deleted_at IS NULL
      """;

  private final JdbcClient jdbc;
  private final IssueTrendStore trend;
  private final Consumer<Notice> tell;

  IssueChangeStore(JdbcClient jdbc, Consumer<Notice> tell) {
    this.jdbc = jdbc;
    this.trend = new IssueTrendStore(jdbc);
    this.tell = tell;
  }

  /** Sets a status; how many issues had another one. */
  int setStatus(
      OrganizationId organizationId,
      Collection<Long> ids,
      String status,
      AccountId accountId,
      Instant now) {
    var locked = lock(organizationId, ids);
    trend.move(locked, status, now);
    var changed =
        jdbc.sql(SET_STATUS)
            .param("ids", Columns.bigint(locked))
            .param("status", status)
            .param("account", accountId.value())
            .param("now", now.toString())
            .query((rows, _) -> rows.getLong("issue_id"))
            .list();
    tell(changed);
    return changed.size();
  }

  private List<Long> lock(OrganizationId organizationId, Collection<Long> ids) {
    return jdbc.sql(LOCK)
        .param("ids", Columns.bigint(ids))
        .param("organization", organizationId.value())
        .query((rows, _) -> rows.getLong("id"))
        .list();
  }

  /** Marks issues as deleted; how many were not. */
  int delete(OrganizationId organizationId, Collection<Long> ids, Instant now) {
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
  void removeHashes(IssueAccess issue, Collection<byte[]> hashes) {
    jdbc.sql(REMOVE_HASHES)
        .param("issue", issue.issueId().value())
        .param("organization", issue.organizationId().value())
        .param("hashes", Columns.bytea(hashes))
        .update();
  }

  /** Deleted issues that wait longest. */
  List<Long> someDeleted() {
    return jdbc.sql(SOME_DELETED).query((rows, _) -> rows.getLong("id")).list();
  }

  /** Marks up to a thousand issues without events as deleted; how many. */
  int expire(Instant before, Instant now) {
    return jdbc.sql(EXPIRE)
        .param("before", before.toString())
        .param("now", now.toString())
        .update();
  }

  private void tell(List<Long> ids) {
    if (ids.isEmpty()) {
      return;
    }
    jdbc.sql(CHANGED)
        .param("ids", Columns.bigint(ids))
        .query((rows, _) ->
            new Notice.IssueChanged(
                new OrganizationId(rows.getLong("organization_id")),
                new ProjectId(rows.getLong("project_id")),
                new IssueId(rows.getLong("id")),
                Notice.Kind.STATUS,
                Objects.requireNonNull(rows.getString("title")),
                Objects.requireNonNull(rows.getString("level")),
                ShortId.format(
                    Objects.requireNonNull(rows.getString("slug")), rows.getLong("short_id")),
                rows.getString("status")))
        .list()
        .forEach(tell);
  }
}
