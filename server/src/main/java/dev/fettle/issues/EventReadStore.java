package dev.fettle.issues;

import static dev.fettle.issues.IssueReadStore.instant;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.HexUuid;
import dev.fettle.core.grouping.EventHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads events, tags, hashes and activity of an issue that the caller was shown to see.
 * Thread-safe.
 *
 * <p>Partitions hold one day each and are ordered by id like the rows in them, so that "the newest
 * of an issue" opens partitions from the newest on and stops at the first that has one.
 */
final class EventReadStore {

  private static final UUID FIRST = new UUID(0, 0);
  private static final UUID LAST = new UUID(-1, -1);
  private static final int UUID_V7 = 7;

  private static final String COLUMNS =
      """
      SELECT e.id, e.project_id, e.issue_id, e.event_id, e.event_at, e.title, e.payload,
        e.payload_size, e.dictionary_id
      FROM event e
      """;

  /*
   * Lists compare (owner, id) and not the owner for equality: with an equality the planner may walk
   * the primary key from the newest event of all projects on, because it expects an owner's events
   * evenly among all, and reads everything where they are old.
   */

  static final String OF_ISSUE_BEFORE =
      COLUMNS
          + """
          WHERE (e.issue_id, e.id) < (:owner, :position::uuid)
            AND e.issue_id >= :owner
            AND e.id < :position::uuid
          ORDER BY e.issue_id DESC, e.id DESC
          LIMIT :fetch
          """;

  static final String OF_ISSUE_AFTER =
      COLUMNS
          + """
          WHERE (e.issue_id, e.id) > (:owner, :position::uuid)
            AND e.issue_id <= :owner
            AND e.id > :position::uuid
          ORDER BY e.issue_id, e.id
          LIMIT :fetch
          """;

  static final String OF_PROJECT_BEFORE =
      COLUMNS
          + """
          WHERE (e.project_id, e.id) < (:owner, :position::uuid)
            AND e.project_id >= :owner
            AND e.id < :position::uuid
          ORDER BY e.project_id DESC, e.id DESC
          LIMIT :fetch
          """;

  static final String OF_PROJECT_AFTER =
      COLUMNS
          + """
          WHERE (e.project_id, e.id) > (:owner, :position::uuid)
            AND e.project_id <= :owner
            AND e.id > :position::uuid
          ORDER BY e.project_id, e.id
          LIMIT :fetch
          """;

  static final String BY_ID = COLUMNS + "WHERE e.id = :id AND e.project_id = :project";

  /** An index look-up in each partition; the newest wins should a client have repeated its id. */
  static final String BY_EVENT_ID =
      COLUMNS
          + """
          WHERE e.event_id = :id
            AND e.project_id = :project
          ORDER BY e.id DESC
          LIMIT 1
          """;

  static final String BY_ID_IN_ORGANIZATION =
      COLUMNS
          + """
          JOIN issue i ON i.id = e.issue_id
          WHERE e.id = :id
            AND i.organization_id = :organization
            AND i.deleted_at IS NULL
          """;

  static final String BY_EVENT_ID_IN_ORGANIZATION =
      COLUMNS
          + """
          JOIN issue i ON i.id = e.issue_id
          WHERE e.event_id = :id
            AND i.organization_id = :organization
            AND i.deleted_at IS NULL
          ORDER BY e.id DESC
          LIMIT 1
          """;

  static final String NEIGHBOURS =
      """
      SELECT
        (SELECT id FROM event
         WHERE (issue_id, id) > (:issue, :id::uuid) AND issue_id <= :issue AND id > :id::uuid
         ORDER BY issue_id, id LIMIT 1) AS next,
        (SELECT id FROM event
         WHERE (issue_id, id) < (:issue, :id::uuid) AND issue_id >= :issue AND id < :id::uuid
         ORDER BY issue_id DESC, id DESC LIMIT 1) AS previous,
        (SELECT id FROM event WHERE issue_id BETWEEN :issue AND :issue
         ORDER BY issue_id, id LIMIT 1) AS first,
        (SELECT id FROM event WHERE issue_id BETWEEN :issue AND :issue
         ORDER BY issue_id DESC, id DESC LIMIT 1) AS latest
      """;

  static final String COUNT_OF_ISSUE = "SELECT event_count FROM issue WHERE id = :owner";

  static final String COUNT_OF_PROJECT =
      """
      SELECT count(*)
      FROM (SELECT 1 FROM event WHERE project_id = :owner LIMIT 1000) e
      """;

  /** At most a hundred values of a key, a thousand of two of them. */
  static final String TAGS =
      """
      SELECT key, value, event_count
      FROM issue_tag
      WHERE issue_id = :issue
        AND (:key::text IS NULL OR key = :key::text)
      ORDER BY key, event_count DESC, value
      """;

  static final String HASHES =
      """
      SELECT hash
      FROM issue_hash
      WHERE issue_id = :issue
      ORDER BY hash
      LIMIT 1000
      """;

  static final String ACTIVITY_BEFORE =
      """
      SELECT c.id, c.type, c.created_at, c.data::text AS data, a.id AS account_id, a.name, a.email
      FROM issue_activity c
      LEFT JOIN account a ON a.id = c.account_id
      WHERE c.issue_id = :issue
        AND c.id < :position
      ORDER BY c.id DESC
      LIMIT :fetch
      """;

  static final String ACTIVITY_AFTER =
      """
      SELECT c.id, c.type, c.created_at, c.data::text AS data, a.id AS account_id, a.name, a.email
      FROM issue_activity c
      LEFT JOIN account a ON a.id = c.account_id
      WHERE c.issue_id = :issue
        AND c.id > :position
      ORDER BY c.id
      LIMIT :fetch
      """;

  static final String COUNT_ACTIVITY =
      """
      SELECT count(*)
      FROM (SELECT 1 FROM issue_activity WHERE issue_id = :issue LIMIT 1000) a
      """;

  private final JdbcClient jdbc;

  EventReadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whose events are listed. */
  enum Owner {
    ISSUE,
    PROJECT
  }

  /**
   * Newest first.
   *
   * @param position null: from the newest on
   */
  List<EventRow> listBefore(Owner owner, long id, @Nullable UUID position, int fetch) {
    var sql = owner == Owner.ISSUE ? OF_ISSUE_BEFORE : OF_PROJECT_BEFORE;
    return list(sql, id, position == null ? LAST : position, fetch);
  }

  /**
   * Oldest first.
   *
   * @param position null: from the oldest on
   */
  List<EventRow> listAfter(Owner owner, long id, @Nullable UUID position, int fetch) {
    var sql = owner == Owner.ISSUE ? OF_ISSUE_AFTER : OF_PROJECT_AFTER;
    return list(sql, id, position == null ? FIRST : position, fetch);
  }

  long count(Owner owner, long id) {
    return jdbc.sql(owner == Owner.ISSUE ? COUNT_OF_ISSUE : COUNT_OF_PROJECT)
        .param("owner", id)
        .query(Long.class)
        .single();
  }

  /** By our id or the client's. */
  Optional<EventRow> find(long projectId, UUID id) {
    if (id.version() == UUID_V7) {
      var event =
          jdbc.sql(BY_ID)
              .param("id", id)
              .param("project", projectId)
              .query((rows, _) -> read(rows))
              .optional();
      if (event.isPresent()) {
        return event;
      }
    }
    return jdbc.sql(BY_EVENT_ID)
        .param("id", id)
        .param("project", projectId)
        .query((rows, _) -> read(rows))
        .optional();
  }

  /** The same anywhere in an organization. */
  Optional<EventRow> findInOrganization(long organizationId, UUID id) {
    if (id.version() == UUID_V7) {
      var event =
          jdbc.sql(BY_ID_IN_ORGANIZATION)
              .param("id", id)
              .param("organization", organizationId)
              .query((rows, _) -> read(rows))
              .optional();
      if (event.isPresent()) {
        return event;
      }
    }
    return jdbc.sql(BY_EVENT_ID_IN_ORGANIZATION)
        .param("id", id)
        .param("organization", organizationId)
        .query((rows, _) -> read(rows))
        .optional();
  }

  /** Ids around an event as 32 hex digits; null at the ends. */
  record Neighbours(
      @Nullable String next,
      @Nullable String previous,
      @Nullable String first,
      @Nullable String latest) {}

  Neighbours neighbours(long issueId, UUID id) {
    return jdbc.sql(NEIGHBOURS)
        .param("issue", issueId)
        .param("id", id)
        .query((rows, _) ->
            new Neighbours(
                hex(rows, "next"), hex(rows, "previous"), hex(rows, "first"), hex(rows, "latest")))
        .single();
  }

  /** A tag's value with its events; an empty value stands for all that were not kept. */
  record TagValue(String key, String value, long events) {}

  List<TagValue> tags(long issueId, @Nullable String key) {
    return jdbc.sql(TAGS)
        .param("issue", issueId)
        .param("key", key)
        .query((rows, _) ->
            new TagValue(
                Objects.requireNonNull(rows.getString("key")),
                Objects.requireNonNull(rows.getString("value")),
                rows.getLong("event_count")))
        .list();
  }

  List<EventHash> hashes(long issueId) {
    return jdbc.sql(HASHES)
        .param("issue", issueId)
        .query((rows, _) -> EventHash.of(Objects.requireNonNull(rows.getBytes("hash"))))
        .list();
  }

  /** Something that happened to an issue; {@code data} is JSON. */
  record Activity(long id, String type, Instant at, String data, Issue.@Nullable Person person) {}

  List<Activity> activityBefore(long issueId, long position, int fetch) {
    return activity(ACTIVITY_BEFORE, issueId, position, fetch);
  }

  List<Activity> activityAfter(long issueId, long position, int fetch) {
    return activity(ACTIVITY_AFTER, issueId, position, fetch);
  }

  long countActivity(long issueId) {
    return jdbc.sql(COUNT_ACTIVITY).param("issue", issueId).query(Long.class).single();
  }

  private List<Activity> activity(String sql, long issueId, long position, int fetch) {
    return jdbc.sql(sql)
        .param("issue", issueId)
        .param("position", position)
        .param("fetch", fetch)
        .query((rows, _) -> {
          long accountId = rows.getLong("account_id");
          var person =
              rows.wasNull()
                  ? null
                  : new Issue.Person(accountId, rows.getString("name"), rows.getString("email"));
          return new Activity(
              rows.getLong("id"),
              Objects.requireNonNull(rows.getString("type")),
              instant(rows, "created_at"),
              Objects.requireNonNull(rows.getString("data")),
              person);
        })
        .list();
  }

  private List<EventRow> list(String sql, long owner, UUID position, int fetch) {
    return jdbc.sql(sql)
        .param("owner", owner)
        .param("position", position)
        .param("fetch", fetch)
        .query((rows, _) -> read(rows))
        .list();
  }

  private static @Nullable String hex(ResultSet rows, String column) throws SQLException {
    var id = rows.getObject(column, UUID.class);
    return id == null ? null : HexUuid.format(id);
  }

  private static EventRow read(ResultSet rows) throws SQLException {
    return new EventRow(
        Objects.requireNonNull(rows.getObject("id", UUID.class)),
        rows.getLong("project_id"),
        rows.getLong("issue_id"),
        Objects.requireNonNull(rows.getObject("event_id", UUID.class)),
        instant(rows, "event_at"),
        Objects.requireNonNull(rows.getString("title")),
        ByteSlice.of(Objects.requireNonNull(rows.getBytes("payload"))),
        rows.getInt("payload_size"),
        rows.getInt("dictionary_id"));
  }
}
