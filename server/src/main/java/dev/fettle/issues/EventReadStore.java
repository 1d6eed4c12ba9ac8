package dev.fettle.issues;

import static dev.fettle.issues.IssueReadStore.instant;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.HexUuid;
import dev.fettle.core.grouping.EventHash;
import dev.fettle.core.id.IssueId;
import dev.fettle.core.id.OrganizationId;
import dev.fettle.core.id.ProjectId;
import dev.fettle.platform.time.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads events, tags and hashes of an issue that the caller was shown to see. Thread-safe.
 *
 * <p>Partitions are ordered by id like the rows in them, so that "the newest of an issue" opens
 * them from the newest on and stops at the first that has one. What an issue's times or an id's own
 * time rule out is not even planned: every statement about an issue is bounded by its first and
 * last event, and a client's id is looked for among recent events before the older ones.
 */
final class EventReadStore {

  private static final UUID FIRST = new UUID(0, 0);
  private static final UUID LAST = new UUID(-1, -1);
  private static final int UUID_V7 = 7;

  /** An event may be written while its issue's times are read, by a node whose clock is off. */
  private static final Duration SLACK = Duration.ofDays(1);

  private static final Duration RECENT = Duration.ofDays(3);

  private static final String COLUMNS =
      """
      SELECT e.id, e.project_id, e.issue_id, e.event_id, e.event_at, e.title, e.payload,
        e.payload_size, e.dictionary_id
      FROM event e
      """;

  /** When an issue's events arrived; the times only ever widen. */
  static final String SPAN = "SELECT first_seen, last_seen FROM issue WHERE id = :issue";

  static final String OF_ISSUE_BEFORE =
      COLUMNS
          + """
          WHERE e.issue_id = :owner
            AND e.id >= :floor::uuid
            AND e.id < :ceiling::uuid
            AND e.id < :position::uuid
          ORDER BY e.id DESC
          LIMIT :fetch
          """;

  static final String OF_ISSUE_AFTER =
      COLUMNS
          + """
          WHERE e.issue_id = :owner
            AND e.id >= :floor::uuid
            AND e.id < :ceiling::uuid
            AND e.id > :position::uuid
          ORDER BY e.id
          LIMIT :fetch
          """;

  static final String OF_PROJECT_BEFORE =
      COLUMNS
          + """
          WHERE e.project_id = :owner
            AND e.id >= :floor::uuid
            AND e.id < :ceiling::uuid
            AND e.id < :position::uuid
          ORDER BY e.id DESC
          LIMIT :fetch
          """;

  static final String OF_PROJECT_AFTER =
      COLUMNS
          + """
          WHERE e.project_id = :owner
            AND e.id >= :floor::uuid
            AND e.id < :ceiling::uuid
            AND e.id > :position::uuid
          ORDER BY e.id
          LIMIT :fetch
          """;

  /** Stored JSON of one page of a list, unpacked. */
  static final int PAGE_BYTES = 2 * 1024 * 1024;

  /* A page ends after PAGE_BYTES: the rows behind come without their payloads. */

  static final String PAGE_OF_ISSUE_BEFORE = page(OF_ISSUE_BEFORE, "DESC");
  static final String PAGE_OF_ISSUE_AFTER = page(OF_ISSUE_AFTER, "ASC");
  static final String PAGE_OF_PROJECT_BEFORE = page(OF_PROJECT_BEFORE, "DESC");
  static final String PAGE_OF_PROJECT_AFTER = page(OF_PROJECT_AFTER, "ASC");

  static final String BY_ID = COLUMNS + "WHERE e.id = :id AND e.project_id = :project";

  /** An index look-up in each partition; the newest wins should a client have repeated its id. */
  static final String BY_EVENT_ID =
      COLUMNS
          + """
          WHERE e.event_id = :id
            AND e.project_id = :project
            AND e.id >= :floor::uuid
            AND e.id < :ceiling::uuid
          ORDER BY e.id DESC
          LIMIT 1
          """;

  static final String BY_ID_IN_ORGANIZATION =
      COLUMNS
          + """
          JOIN issue i ON i.id = e.issue_id
          WHERE e.id = :id
            AND e.project_id = ANY (
              ARRAY(SELECT p.id FROM project p WHERE p.organization_id = :organization))
            AND i.organization_id = :organization
            AND i.deleted_at IS NULL
          """;

  static final String BY_EVENT_ID_IN_ORGANIZATION =
      COLUMNS
          + """
          JOIN issue i ON i.id = e.issue_id
          WHERE e.event_id = :id
            AND e.id >= :floor::uuid
            AND e.id < :ceiling::uuid
            AND i.organization_id = :organization
            AND i.deleted_at IS NULL
          ORDER BY e.id DESC
          LIMIT 1
          """;

  static final String NEIGHBOURS =
      """
      SELECT
        (SELECT id FROM event
         WHERE issue_id = :issue AND id > :id::uuid AND id < :ceiling::uuid
         ORDER BY id LIMIT 1) AS next,
        (SELECT id FROM event
         WHERE issue_id = :issue AND id < :id::uuid AND id >= :floor::uuid
         ORDER BY id DESC LIMIT 1) AS previous,
        (SELECT id FROM event
         WHERE issue_id = :issue AND id >= :floor::uuid AND id <= :id::uuid
         ORDER BY id LIMIT 1) AS first,
        (SELECT id FROM event
         WHERE issue_id = :issue AND id >= :id::uuid AND id < :ceiling::uuid
         ORDER BY id DESC LIMIT 1) AS latest
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
      SELECT key, value, event_count,
        CASE WHEN value = '' THEN coalesce(other_values, 1) ELSE 1 END AS distinct_values
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

  private final JdbcClient jdbc;
  private final InstantSource clock;

  EventReadStore(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Whose events are listed. */
  enum Owner {
    ISSUE,
    PROJECT
  }

  private static String page(String rows, String order) {
    return """
    SELECT p.id, p.project_id, p.issue_id, p.event_id, p.event_at, p.title, p.payload_size,
      p.dictionary_id,
      CASE WHEN sum(p.payload_size) OVER (ORDER BY p.id %2$s) - p.payload_size < %3$d
        THEN p.payload END AS payload
    FROM (
    %1$s) p
    ORDER BY p.id %2$s
    """
        .formatted(rows, order, PAGE_BYTES);
  }

  /**
   * Newest first, the payloads of the first {@link #PAGE_BYTES}.
   *
   * @param position null: from the newest on
   */
  List<EventRow> listBefore(Owner owner, long id, @Nullable UUID position, int fetch) {
    var sql = owner == Owner.ISSUE ? PAGE_OF_ISSUE_BEFORE : PAGE_OF_PROJECT_BEFORE;
    return list(sql, id, span(owner, id), position == null ? LAST : position, fetch);
  }

  /**
   * Oldest first, the payloads of the first {@link #PAGE_BYTES}.
   *
   * @param position null: from the oldest on
   */
  List<EventRow> listAfter(Owner owner, long id, @Nullable UUID position, int fetch) {
    var sql = owner == Owner.ISSUE ? PAGE_OF_ISSUE_AFTER : PAGE_OF_PROJECT_AFTER;
    return list(sql, id, span(owner, id), position == null ? FIRST : position, fetch);
  }

  /** Ids between which all events lie. */
  private record Span(UUID floor, UUID ceiling) {}

  private Span span(Owner owner, long id) {
    return owner == Owner.ISSUE ? spanOf(id) : new Span(FIRST, LAST);
  }

  private Span spanOf(long issueId) {
    return jdbc.sql(SPAN)
        .param("issue", issueId)
        .query((rows, _) ->
            new Span(
                Ids.firstUuidV7(instant(rows, "first_seen").minus(SLACK)),
                Ids.firstUuidV7(instant(rows, "last_seen").plus(SLACK))))
        .optional()
        .orElse(new Span(FIRST, FIRST));
  }

  long count(Owner owner, long id) {
    return jdbc.sql(owner == Owner.ISSUE ? COUNT_OF_ISSUE : COUNT_OF_PROJECT)
        .param("owner", id)
        .query(Long.class)
        .single();
  }

  /** By our id or the client's. */
  Optional<EventRow> find(ProjectId projectId, UUID id) {
    if (id.version() == UUID_V7) {
      var event =
          jdbc.sql(BY_ID)
              .param("id", id)
              .param("project", projectId.value())
              .query((rows, _) -> read(rows))
              .optional();
      if (event.isPresent()) {
        return event;
      }
    }
    return recentFirst(span ->
        jdbc.sql(BY_EVENT_ID)
            .param("id", id)
            .param("project", projectId.value())
            .param("floor", span.floor())
            .param("ceiling", span.ceiling())
            .query((rows, _) -> read(rows))
            .optional());
  }

  private interface Search {
    Optional<EventRow> within(Span span);
  }

  /** Nearly all events that are asked for by their client's id have just happened. */
  private Optional<EventRow> recentFirst(Search search) {
    var recently = Ids.firstUuidV7(clock.instant().minus(RECENT));
    return search
        .within(new Span(recently, LAST))
        .or(() -> search.within(new Span(FIRST, recently)));
  }

  /** The same anywhere in an organization. */
  Optional<EventRow> findInOrganization(OrganizationId organizationId, UUID id) {
    if (id.version() == UUID_V7) {
      var event =
          jdbc.sql(BY_ID_IN_ORGANIZATION)
              .param("id", id)
              .param("organization", organizationId.value())
              .query((rows, _) -> read(rows))
              .optional();
      if (event.isPresent()) {
        return event;
      }
    }
    return recentFirst(span ->
        jdbc.sql(BY_EVENT_ID_IN_ORGANIZATION)
            .param("id", id)
            .param("organization", organizationId.value())
            .param("floor", span.floor())
            .param("ceiling", span.ceiling())
            .query((rows, _) -> read(rows))
            .optional());
  }

  /** Ids around an event as 32 hex digits; null at the ends. */
  record Neighbours(
      @Nullable String next,
      @Nullable String previous,
      @Nullable String first,
      @Nullable String latest) {}

  Neighbours neighbours(IssueId issueId, UUID id) {
    var span = spanOf(issueId.value());
    return jdbc.sql(NEIGHBOURS)
        .param("issue", issueId.value())
        .param("id", id)
        .param("floor", span.floor())
        .param("ceiling", span.ceiling())
        .query((rows, _) ->
            new Neighbours(
                hex(rows, "next"), hex(rows, "previous"), hex(rows, "first"), hex(rows, "latest")))
        .single();
  }

  /**
   * A tag's value with its events; an empty value stands for all that are not shown.
   *
   * @param distinct how many values it stands for
   */
  record TagValue(String key, String value, long events, long distinct) {}

  List<TagValue> tags(IssueId issueId, @Nullable String key) {
    return jdbc.sql(TAGS)
        .param("issue", issueId.value())
        .param("key", key)
        .query((rows, _) ->
            new TagValue(
                Objects.requireNonNull(rows.getString("key")),
                Objects.requireNonNull(rows.getString("value")),
                rows.getLong("event_count"),
                rows.getLong("distinct_values")))
        .list();
  }

  List<EventHash> hashes(IssueId issueId) {
    return jdbc.sql(HASHES)
        .param("issue", issueId.value())
        .query((rows, _) -> EventHash.of(Objects.requireNonNull(rows.getBytes("hash"))))
        .list();
  }

  private List<EventRow> list(String sql, long owner, Span span, UUID position, int fetch) {
    return jdbc.sql(sql)
        .param("owner", owner)
        .param("floor", span.floor())
        .param("ceiling", span.ceiling())
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
    var payload = rows.getBytes("payload");
    return new EventRow(
        Objects.requireNonNull(rows.getObject("id", UUID.class)),
        new ProjectId(rows.getLong("project_id")),
        new IssueId(rows.getLong("issue_id")),
        Objects.requireNonNull(rows.getObject("event_id", UUID.class)),
        instant(rows, "event_at"),
        Objects.requireNonNull(rows.getString("title")),
        payload == null ? ByteSlice.of("") : ByteSlice.of(payload),
        rows.getInt("payload_size"),
        rows.getInt("dictionary_id"));
  }
}
