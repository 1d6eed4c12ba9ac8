package dev.fettle.issues;

import dev.fettle.core.id.AccountId;
import dev.fettle.core.id.IssueId;
import dev.fettle.core.id.MemberId;
import dev.fettle.core.id.OrganizationId;
import dev.fettle.core.id.ProjectId;
import dev.fettle.organizations.Membership;
import dev.fettle.platform.db.Columns;
import dev.fettle.platform.http.Role;
import dev.fettle.projects.ShortId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads issues: of the organization of a membership, or, where ids come alone, those that were
 * found in it before. Thread-safe.
 */
final class IssueReadStore {

  /**
   * A row of a page: the id and the value it is sorted by.
   *
   * @param hits of the whole list, when the page is the first
   */
  record Found(long id, String sortValue, long hits) {}

  private static final String COLUMNS =
      """
      SELECT i.id, i.short_id, i.type, i.level, x.title, x.culprit, x.metadata::text AS metadata,
        i.platform, i.is_unhandled, i.status, i.regressed_at, i.resolved_at, i.first_seen,
        i.last_seen, i.event_count, i.user_count, x.first_release, x.last_release,
        p.id AS project_id, p.slug, p.name, p.platform AS project_platform,
        f.created_at AS first_created_at, f.released_at AS first_released_at,
        l.created_at AS last_created_at, l.released_at AS last_released_at,
        a.id AS account_id, a.name AS account_name, a.email AS account_email
      FROM issue i
      JOIN issue_text x ON x.issue_id = i.id
      JOIN project p ON p.id = i.project_id
      LEFT JOIN release f ON f.organization_id = i.organization_id AND f.version = x.first_release
      LEFT JOIN release l ON l.organization_id = i.organization_id AND l.version = x.last_release
      LEFT JOIN account a ON a.id = i.resolved_by
      """;

  /** Primary key look-ups of one page's issues. */
  static final String BY_IDS =
      COLUMNS
          + """
          WHERE i.id = ANY (:ids::bigint[])
            AND i.organization_id = :organization
            AND i.deleted_at IS NULL
            AND p.deleted_at IS NULL
          """;

  /** The caller's membership is found by the issue: not every path names an organization. */
  static final String ACCESS =
      """
      SELECT o.id, o.slug, o.open_membership, m.id AS member_id, m.role, i.project_id
      FROM issue i
      JOIN project p ON p.id = i.project_id AND p.deleted_at IS NULL
      JOIN organization o ON o.id = i.organization_id
      JOIN organization_member m ON m.organization_id = o.id AND m.account_id = :account
      WHERE i.id = :id
        AND i.deleted_at IS NULL
        AND (:organization::text IS NULL OR o.slug = :organization)
      """;

  static final String PROJECTS =
      """
      SELECT id, slug
      FROM project
      WHERE organization_id = :organization
        AND deleted_at IS NULL
      ORDER BY id
      """;

  static final String BY_SHORT_ID =
      """
      SELECT i.id
      FROM project p
      JOIN issue i ON i.project_id = p.id AND i.short_id = :number
      WHERE p.organization_id = :organization
        AND lower(p.slug) = :slug
        AND p.deleted_at IS NULL
        AND i.deleted_at IS NULL
      """;

  /** A probe of the index for every key. */
  static final String TAGS =
      """
      SELECT k.place
      FROM unnest(:hashes::bigint[]) WITH ORDINALITY AS k (hash, place)
      WHERE EXISTS (SELECT 1 FROM issue_tag_hash t WHERE t.hash = k.hash)
      """;

  static final String HOURS =
      """
      SELECT issue_id, date_trunc(:unit::text, hour, 'UTC') AS hour,
        sum(event_count)::bigint AS event_count
      FROM issue_hour
      WHERE issue_id = ANY (:ids::bigint[])
        AND hour >= :from::timestamptz
      GROUP BY 1, 2
      """;

  /** Each view is counted to the cap by its own index. */
  static final String COUNTS =
      """
      SELECT
        (SELECT count(*) FROM (SELECT 1 FROM issue i WHERE i.organization_id = :organization
          AND i.status = 'unresolved' AND i.deleted_at IS NULL
          AND i.project_id = ANY (:projects::bigint[]) LIMIT :cap) c) AS unresolved,
        (SELECT count(*) FROM (SELECT 1 FROM issue i WHERE i.organization_id = :organization
          AND i.status = 'unresolved' AND i.deleted_at IS NULL
          AND i.first_seen >= :newSince::timestamptz
          AND i.project_id = ANY (:projects::bigint[]) LIMIT :cap) c) AS new,
        (SELECT count(*) FROM (SELECT 1 FROM issue i WHERE i.organization_id = :organization
          AND i.status = 'unresolved' AND i.deleted_at IS NULL AND i.regressed_at IS NOT NULL
          AND i.regressed_at >= :regressedSince::timestamptz
          AND i.project_id = ANY (:projects::bigint[]) LIMIT :cap) c) AS regressed,
        (SELECT count(*) FROM (SELECT 1 FROM issue i WHERE i.organization_id = :organization
          AND i.status = 'ignored' AND i.deleted_at IS NULL
          AND i.project_id = ANY (:projects::bigint[]) LIMIT :cap) c) AS ignored,
        (SELECT count(*) FROM (SELECT 1 FROM issue i WHERE i.organization_id = :organization
          AND i.status = 'resolved' AND i.deleted_at IS NULL
          AND i.project_id = ANY (:projects::bigint[]) LIMIT :cap) c) AS resolved
      """;

  private final JdbcClient jdbc;

  IssueReadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Runs what {@link IssueSearch#page} or {@link IssueSearch#firstPage} made. */
  List<Found> find(IssueSearch.Sql search) {
    return jdbc.sql(search.text())
        .params(search.parameters())
        .query((rows, _) ->
            new Found(
                rows.getLong("id"),
                Objects.requireNonNull(rows.getString("sort_value")),
                rows.getLong("hits")))
        .list();
  }

  /** An hour with its events: of known issues, of issues that are new in the period. */
  record HourSum(Instant hour, long known, long fresh) {}

  /** Runs what {@link IssueSearch#histogram} made. */
  List<HourSum> sums(IssueSearch.Sql search) {
    return jdbc.sql(search.text())
        .params(search.parameters())
        .query((rows, _) ->
            new HourSum(instant(rows, "hour"), rows.getLong("known"), rows.getLong("fresh")))
        .list();
  }

  /** Slugs of the organization's living projects by id. */
  Map<Long, String> projects(OrganizationId organizationId) {
    var projects = new HashMap<Long, String>();
    jdbc.sql(PROJECTS)
        .param("organization", organizationId.value())
        .query(rows -> {
          projects.put(rows.getLong("id"), Objects.requireNonNull(rows.getString("slug")));
        });
    return projects;
  }

  /** The living ones of these issues, in the order of the ids. */
  List<Issue> list(OrganizationId organizationId, List<Long> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    var byId = new HashMap<Long, Issue>();
    jdbc.sql(BY_IDS)
        .param("ids", Columns.bigint(ids))
        .param("organization", organizationId.value())
        .query((rows, _) -> read(rows))
        .list()
        .forEach(issue -> byId.put(issue.id(), issue));
    var issues = new ArrayList<Issue>();
    for (var id : ids) {
      var issue = byId.get(id);
      if (issue != null) {
        issues.add(issue);
      }
    }
    return issues;
  }

  Optional<Issue> find(OrganizationId organizationId, IssueId id) {
    return list(organizationId, List.of(id.value())).stream().findFirst();
  }

  /** An issue that the account may see; of that organization when one is named. */
  Optional<IssueAccess> access(AccountId accountId, @Nullable String organization, IssueId id) {
    return jdbc.sql(ACCESS)
        .param("account", accountId.value())
        .param("organization", organization)
        .param("id", id.value())
        .query((rows, _) ->
            new IssueAccess(
                new Membership(
                    new OrganizationId(rows.getLong("id")),
                    Objects.requireNonNull(rows.getString("slug")),
                    rows.getBoolean("open_membership"),
                    new MemberId(rows.getLong("member_id")),
                    accountId,
                    Role.of(Objects.requireNonNull(rows.getString("role")))),
                new ProjectId(rows.getLong("project_id")),
                id))
        .optional();
  }

  /** Those of the keys that are tags of an issue of the organization. */
  Set<String> tags(OrganizationId organizationId, Collection<String> keys) {
    var asked = List.copyOf(keys);
    var found = new HashSet<String>();
    jdbc.sql(TAGS)
        .param(
            "hashes",
            Columns.bigint(
                asked.stream().map(key -> TagHash.ofKey(organizationId.value(), key)).toList()))
        .query(rows -> {
          found.add(asked.get(rows.getInt("place") - 1));
        });
    return found;
  }

  Optional<IssueId> findByShortId(OrganizationId organizationId, ShortId shortId) {
    return jdbc.sql(BY_SHORT_ID)
        .param("organization", organizationId.value())
        .param("slug", shortId.slug())
        .param("number", shortId.number())
        .query(Long.class)
        .optional()
        .map(IssueId::new);
  }

  /** Events by issue and {@code hour} or {@code day} since a time; only those that had any. */
  Map<Long, Map<Instant, Long>> hours(Collection<Long> ids, Instant from, String unit) {
    var hours = new HashMap<Long, Map<Instant, Long>>();
    jdbc.sql(HOURS)
        .param("ids", Columns.bigint(ids))
        .param("from", from.toString())
        .param("unit", unit)
        .query(rows -> {
          hours
              .computeIfAbsent(rows.getLong("issue_id"), _ -> new HashMap<>())
              .put(instant(rows, "hour"), rows.getLong("event_count"));
        });
    return hours;
  }

  /** How many issues each view holds, up to the cap. */
  record Counts(long unresolved, long fresh, long regressed, long ignored, long resolved) {}

  Counts counts(OrganizationId organizationId, List<Long> projects, int cap, Instant now) {
    return jdbc.sql(COUNTS)
        .param("organization", organizationId.value())
        .param("projects", Columns.bigint(projects))
        .param("cap", cap)
        .param("newSince", now.minus(Issue.NEW_FOR).toString())
        .param("regressedSince", now.minus(Issue.REGRESSED_FOR).toString())
        .query((rows, _) ->
            new Counts(
                rows.getLong("unresolved"),
                rows.getLong("new"),
                rows.getLong("regressed"),
                rows.getLong("ignored"),
                rows.getLong("resolved")))
        .single();
  }

  private static Issue read(ResultSet rows) throws SQLException {
    long accountId = rows.getLong("account_id");
    var resolvedBy =
        rows.wasNull()
            ? null
            : new Issue.Person(
                accountId, rows.getString("account_name"), rows.getString("account_email"));
    return new Issue(
        rows.getLong("id"),
        new Issue.ProjectReference(
            rows.getLong("project_id"),
            rows.getString("slug"),
            rows.getString("name"),
            rows.getString("project_platform")),
        rows.getLong("short_id"),
        rows.getString("type"),
        rows.getString("level"),
        rows.getString("title"),
        rows.getString("culprit"),
        rows.getString("metadata"),
        rows.getString("platform"),
        rows.getBoolean("is_unhandled"),
        new Issue.State(
            rows.getString("status"),
            instantOrNull(rows, "regressed_at"),
            instantOrNull(rows, "resolved_at"),
            resolvedBy),
        instant(rows, "first_seen"),
        instant(rows, "last_seen"),
        rows.getLong("event_count"),
        rows.getLong("user_count"),
        release(rows, "first"),
        release(rows, "last"));
  }

  private static Issue.@Nullable Release release(ResultSet rows, String which) throws SQLException {
    var version = rows.getString(which + "_release");
    var createdAt = instantOrNull(rows, which + "_created_at");
    return version == null || createdAt == null
        ? null
        : new Issue.Release(version, createdAt, instantOrNull(rows, which + "_released_at"));
  }

  static Instant instant(ResultSet rows, String column) throws SQLException {
    return Objects.requireNonNull(instantOrNull(rows, column));
  }

  static @Nullable Instant instantOrNull(ResultSet rows, String column) throws SQLException {
    var time = rows.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
