package dev.fettle.projects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fettle.core.id.OrganizationId;
import dev.fettle.items.IncomingItem;
import dev.fettle.platform.db.Columns;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What items name: projects, environments, releases. Known names are remembered in memory, but only
 * once the transaction that wrote them is committed. Runs in the digest's transaction.
 */
public final class NameStore {

  /** An item that says where it comes from. */
  public interface Named {

    IncomingItem item();

    @Nullable String environment();

    @Nullable String release();

    default long organizationId() {
      return item().organizationId();
    }

    default long projectId() {
      return item().projectId();
    }

    default Instant received() {
      return item().received();
    }
  }

  /**
   * A project of the batch.
   *
   * @param hadEvent whether its first event was before this batch
   */
  public record Project(long id, OrganizationId organizationId, String slug, boolean hadEvent) {}

  private record Environment(long projectId, String name) implements Comparable<Environment> {
    @Override
    public int compareTo(Environment other) {
      int byProject = Long.compare(projectId, other.projectId);
      return byProject != 0 ? byProject : name.compareTo(other.name);
    }
  }

  private record Release(long organizationId, String version, long projectId)
      implements Comparable<Release> {
    @Override
    public int compareTo(Release other) {
      int byOrganization = Long.compare(organizationId, other.organizationId);
      int byVersion = byOrganization != 0 ? byOrganization : version.compareTo(other.version);
      return byVersion != 0 ? byVersion : Long.compare(projectId, other.projectId);
    }
  }

  /** Primary key look-ups; one that is being deleted is gone. */
  static final String PROJECTS =
      """
      SELECT id, organization_id, slug, first_event_at IS NOT NULL AS had_event
      FROM project
      WHERE id = ANY (:ids::bigint[])
        AND deleted_at IS NULL
      ORDER BY id
      """;

  static final String FIRST_EVENT =
      """
      UPDATE project
      SET first_event_at = :at::timestamptz
      WHERE id = :id
        AND first_event_at IS NULL
      """;

  static final String ADD_ENVIRONMENTS =
      """
      INSERT INTO environment (project_id, name)
      SELECT project_id, name
      FROM unnest(:projects::bigint[], :names::text[]) AS e (project_id, name)
      ON CONFLICT (project_id, name) DO NOTHING
      """;

  static final String ADD_RELEASES =
      """
      INSERT INTO release (organization_id, version, created_at)
      SELECT DISTINCT organization_id, version, :now::timestamptz
      FROM unnest(:organizations::bigint[], :versions::text[]) AS r (organization_id, version)
      ORDER BY 1, 2
      ON CONFLICT (organization_id, version) DO NOTHING
      """;

  /** Each project that sent the version is linked, also when two send it in one batch. */
  static final String LINK_RELEASES =
      """
      INSERT INTO release_project (release_id, project_id)
      SELECT r.id, n.project_id
      FROM unnest(:organizations::bigint[], :versions::text[], :projects::bigint[])
        AS n (organization_id, version, project_id)
      JOIN release r ON r.organization_id = n.organization_id AND r.version = n.version
      ON CONFLICT (release_id, project_id) DO NOTHING
      """;

  private final JdbcClient jdbc;
  private final Cache<Object, Boolean> known = Caffeine.newBuilder().maximumSize(20_000).build();

  public NameStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The projects of these items that exist, by id. */
  public Map<Long, Project> projects(Collection<? extends Named> items) {
    var ids = new TreeSet<Long>();
    for (var event : items) {
      ids.add(event.projectId());
    }
    var projects = new HashMap<Long, Project>();
    jdbc.sql(PROJECTS)
        .param("ids", Columns.bigint(ids))
        .query((rows, _) ->
            new Project(
                rows.getLong("id"),
                new OrganizationId(rows.getLong("organization_id")),
                rows.getString("slug"),
                rows.getBoolean("had_event")))
        .list()
        .forEach(project -> projects.put(project.id(), project));
    return projects;
  }

  /** Notes the first event of projects that had none. */
  public void firstEvents(Collection<Project> projects, List<? extends Named> events) {
    var first = new TreeMap<Long, Instant>();
    for (var project : projects) {
      if (!project.hadEvent()) {
        first.put(project.id(), Instant.MAX);
      }
    }
    if (first.isEmpty()) {
      return;
    }
    for (var event : events) {
      first.computeIfPresent(
          event.projectId(),
          (_, time) -> event.received().isBefore(time) ? event.received() : time);
    }
    first.forEach(
        (id, time) -> jdbc.sql(FIRST_EVENT).param("id", id).param("at", time.toString()).update());
  }

  /** Adds the environments and releases that are not known yet; links these to their projects. */
  public void addNames(Collection<? extends Named> items) {
    addEnvironments(items);
    addReleases(items);
  }

  private void addEnvironments(Collection<? extends Named> events) {
    var unknown = new TreeSet<Environment>();
    for (var event : events) {
      if (event.environment() != null) {
        var environment = new Environment(event.projectId(), event.environment());
        if (known.getIfPresent(environment) == null) {
          unknown.add(environment);
        }
      }
    }
    if (unknown.isEmpty()) {
      return;
    }
    jdbc.sql(ADD_ENVIRONMENTS)
        .param("projects", Columns.bigint(unknown.stream().map(Environment::projectId).toList()))
        .param("names", Columns.text(unknown.stream().map(Environment::name).toList()))
        .update();
    rememberAfterCommit(unknown);
  }

  private void addReleases(Collection<? extends Named> events) {
    var unknown = new TreeSet<Release>();
    var now = Instant.MIN;
    for (var event : events) {
      if (event.release() != null) {
        var release = new Release(event.organizationId(), event.release(), event.projectId());
        if (known.getIfPresent(release) == null) {
          now = event.received();
          unknown.add(release);
        }
      }
    }
    if (unknown.isEmpty()) {
      return;
    }
    var organizations = unknown.stream().map(Release::organizationId).toList();
    var versions = unknown.stream().map(Release::version).toList();
    jdbc.sql(ADD_RELEASES)
        .param("organizations", Columns.bigint(organizations))
        .param("versions", Columns.text(versions))
        .param("now", now.toString())
        .update();
    jdbc.sql(LINK_RELEASES)
        .param("organizations", Columns.bigint(organizations))
        .param("versions", Columns.text(versions))
        .param("projects", Columns.bigint(unknown.stream().map(Release::projectId).toList()))
        .update();
    rememberAfterCommit(unknown);
  }

  private void rememberAfterCommit(Collection<?> names) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            names.forEach(name -> known.put(name, Boolean.TRUE));
          }
        });
  }
}
