package dev.fettle.projects;

import dev.fettle.core.id.AccountId;
import dev.fettle.organizations.Membership;
import dev.fettle.organizations.Slugs;
import dev.fettle.organizations.Team;
import dev.fettle.organizations.TeamAccess;
import dev.fettle.platform.jobs.Jobs;
import dev.fettle.platform.paging.Page;
import dev.fettle.platform.paging.PageRequest;
import dev.fettle.platform.refusal.RefusedException;
import dev.fettle.platform.time.Ids;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/** What one can do with projects. Every call is for somebody's membership. Thread-safe. */
public final class Projects {

  static final int MAX_NAME = 64;
  static final int MAX_SLUG = 50;
  private static final int SLUG_ATTEMPTS = 1000;
  private static final Set<String> RESERVED = Set.of("new");

  private final ProjectStore projects;
  private final ProjectKeyStore keys;
  private final ProjectKeys cache;
  private final Deletions deletions;
  private final Jobs jobs;
  private final TransactionTemplate transactions;
  private final Ids ids;
  private final InstantSource clock;

  Projects(
      ProjectStore projects,
      ProjectKeyStore keys,
      ProjectKeys cache,
      Deletions deletions,
      Jobs jobs,
      TransactionTemplate transactions,
      Ids ids,
      InstantSource clock) {
    this.projects = projects;
    this.keys = keys;
    this.cache = cache;
    this.deletions = deletions;
    this.jobs = jobs;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  /** The living project of that slug. */
  Optional<ProjectAccess> access(Membership membership, String slug) {
    return find(membership, slug).map(project -> new ProjectAccess(membership, project));
  }

  /** The first thousand projects of the organization, by name. */
  public List<Project> all(Membership membership) {
    return projects.list(
        membership,
        ProjectStore.Filter.ALL,
        new ProjectStore.Position(false, "", 0, Page.MAX_HITS));
  }

  Page<Project> list(Membership membership, ProjectStore.Filter filter, PageRequest request) {
    return Page.of(
        request,
        projects.list(membership, filter, position(request)),
        Projects::position,
        () -> projects.count(membership, filter));
  }

  /** The projects of every organization of the account, by name. */
  Page<Project> listOfAccount(AccountId accountId, PageRequest request) {
    return Page.of(
        request,
        projects.listOfAccount(accountId, position(request)),
        Projects::position,
        () -> projects.countOfAccount(accountId));
  }

  /** Makes a project in a team, with one key. */
  Project create(TeamAccess access, ProjectFields wanted) {
    var membership = access.membership();
    var slug = slug(wanted.slug() == null ? wanted.name() : wanted.slug());
    var project =
        transactions.execute(_ -> {
          long projectId = insert(membership, slug, wanted);
          projects.addTeam(projectId, access.team());
          keys.insert(
              new ProjectKeyStore.NewKey(projectId, ids.randomUuid(), "", null), clock.instant());
          return projects.findById(membership, projectId).orElseThrow(RefusedException::missing);
        });
    if (project == null) {
      throw RefusedException.missing();
    }
    return project;
  }

  /**
   * Changes a project.
   *
   * @throws RefusedException taken when another project has the slug
   */
  Project update(Project project, ProjectFields wanted) {
    var changed =
        new Project(
            project.id(),
            project.organizationId(),
            wanted.slug() == null || wanted.slug().equals(project.slug())
                ? project.slug()
                : slug(wanted.slug()),
            wanted.name(),
            wanted.platform() == null ? project.platform() : wanted.platform(),
            project.createdAt(),
            project.firstEventAt(),
            wanted.scrubIPAddresses() == null
                ? project.scrubIpAddresses()
                : wanted.scrubIPAddresses(),
            wanted.eventThrottleRate() == null
                ? project.eventThrottleRate()
                : wanted.eventThrottleRate(),
            project.member());
    if (!projects.update(changed)) {
      throw RefusedException.taken(
          "A project with the slug %s exists already".formatted(changed.slug()));
    }
    cache.forget(project.id());
    return changed;
  }

  /**
   * Says whether addresses are shortened before they are stored; the organization may ask for it
   * too.
   */
  public Project scrubIpAddresses(Project project, boolean scrub) {
    return update(project, new ProjectFields(project.name(), null, null, null, scrub));
  }

  /** Reads the keys of all projects again before they are used: their organization changed. */
  void forgetKeys(Membership membership) {
    cache.forgetOrganization(membership.organizationId());
  }

  /**
   * Takes the project away from everybody; its keys are unknown from now on, and everything that
   * belongs to it is removed in the background.
   */
  void delete(Project project) {
    transactions.executeWithoutResult(_ -> {
      projects.delete(project, clock.instant());
      deletions.request("project", project.id());
    });
    cache.forget(project.id());
    jobs.wake(Deletions.JOB);
  }

  /** The same for an organization that {@code delete} takes away from everybody. */
  void deleteAll(Membership membership, Runnable delete) {
    var gone =
        transactions.execute(_ -> {
          delete.run();
          deletions.request("organization", membership.organizationId().value());
          return projects.deleteAll(membership.organizationId(), clock.instant());
        });
    if (gone != null) {
      gone.forEach(cache::forget);
    }
    jobs.wake(Deletions.JOB);
  }

  Project addTeam(ProjectAccess access, Team team) {
    projects.addTeam(access.projectId(), team);
    return again(access);
  }

  Project removeTeam(ProjectAccess access, Team team) {
    projects.removeTeam(access.projectId(), team);
    return again(access);
  }

  private Project again(ProjectAccess access) {
    return find(access.membership(), access.project().slug())
        .orElseThrow(RefusedException::missing);
  }

  private Optional<Project> find(Membership membership, String slug) {
    return projects.find(membership, slug);
  }

  private long insert(Membership membership, String first, ProjectFields wanted) {
    for (int attempt = 1; attempt <= SLUG_ATTEMPTS; attempt++) {
      var slug = attempt == 1 ? first : Slugs.withEnding(first, "-" + attempt, MAX_SLUG);
      var id =
          projects.insert(
              new ProjectStore.NewProject(
                  membership.organizationId(),
                  slug,
                  wanted.name(),
                  wanted.platform(),
                  wanted.eventThrottleRate() == null ? 0 : wanted.eventThrottleRate()),
              clock.instant());
      if (id.isPresent()) {
        return id.get();
      }
    }
    throw RefusedException.taken("No free slug was found: choose another name");
  }

  private static String slug(String text) {
    var slug = Slugs.from(text, MAX_SLUG, "project");
    return RESERVED.contains(slug) ? slug + "-1" : slug;
  }

  private static List<String> position(Project project) {
    return List.of(project.name(), Long.toString(project.id()));
  }

  private static ProjectStore.Position position(PageRequest request) {
    var cursor = request.cursor();
    return new ProjectStore.Position(
        request.backward(),
        cursor == null ? "" : cursor.textAt(0),
        cursor == null ? 0 : cursor.longAt(1),
        request.fetch());
  }
}
