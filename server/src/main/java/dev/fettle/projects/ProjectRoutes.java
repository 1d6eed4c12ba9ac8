package dev.fettle.projects;

import dev.fettle.organizations.Memberships;
import dev.fettle.organizations.Organizations;
import dev.fettle.organizations.Teams;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.Caller;
import dev.fettle.platform.http.Input;
import dev.fettle.platform.http.Page;
import dev.fettle.platform.http.PageRequest;
import dev.fettle.platform.http.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Projects: of the caller, of an organization, of a team. */
@RestController
@RequestMapping("/api/0")
final class ProjectRoutes {

  private final Memberships memberships;
  private final Organizations organizations;
  private final Teams teams;
  private final Projects projects;
  private final ProjectStore store;

  ProjectRoutes(
      Memberships memberships,
      Organizations organizations,
      Teams teams,
      Projects projects,
      ProjectStore store) {
    this.memberships = memberships;
    this.organizations = organizations;
    this.teams = teams;
    this.projects = projects;
    this.store = store;
  }

  @GetMapping("/projects/")
  @Access(scopes = Scope.PROJECT_READ)
  Page<ProjectResponse> listMine(Caller caller, PageRequest request) {
    return projects.listOfAccount(caller.userId(), request).mapAll(this::withOrganizations);
  }

  @GetMapping("/organizations/{organization}/projects/")
  @Access(scopes = Scope.PROJECT_READ)
  Page<ProjectResponse> list(
      Caller caller,
      @PathVariable String organization,
      @RequestParam(required = false) @Nullable String query,
      PageRequest request) {
    var membership = memberships.get(caller.userId(), organization);
    return projects.list(membership, filter(query), request).mapAll(this::withTeams);
  }

  @GetMapping("/projects/{organization}/{project}/")
  @Access(scopes = {Scope.PROJECT_READ, Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  ProjectResponse get(
      Caller caller, @PathVariable String organization, @PathVariable String project) {
    var membership = memberships.get(caller.userId(), organization);
    return ProjectResponse.withOrganization(
        projects.get(membership, project), organizations.get(membership));
  }

  @PutMapping("/projects/{organization}/{project}/")
  @Access(scopes = {Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  ProjectResponse update(
      Caller caller, @PathVariable String organization, @PathVariable String project, Input input) {
    var membership = memberships.get(caller.userId(), organization);
    var found = projects.get(membership, project);
    return ProjectResponse.withOrganization(
        projects.update(membership, found, wishes(input)), organizations.get(membership));
  }

  @DeleteMapping("/projects/{organization}/{project}/")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Access(scopes = Scope.PROJECT_ADMIN)
  void delete(Caller caller, @PathVariable String organization, @PathVariable String project) {
    var membership = memberships.get(caller.userId(), organization);
    projects.delete(membership, projects.get(membership, project));
  }

  @GetMapping("/teams/{organization}/{team}/projects/")
  @Access(scopes = Scope.PROJECT_READ)
  Page<ProjectResponse> listOfTeam(
      Caller caller,
      @PathVariable String organization,
      @PathVariable String team,
      PageRequest request) {
    var membership = memberships.get(caller.userId(), organization);
    var filter = new ProjectStore.Filter(teams.get(membership, team).slug(), true);
    return projects.list(membership, filter, request).map(ProjectResponse::plain);
  }

  @PostMapping("/teams/{organization}/{team}/projects/")
  @ResponseStatus(HttpStatus.CREATED)
  @Access(scopes = {Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  ProjectResponse create(
      Caller caller, @PathVariable String organization, @PathVariable String team, Input input) {
    var membership = memberships.get(caller.userId(), organization);
    var found = teams.get(membership, team);
    return ProjectResponse.plain(projects.create(membership, found, wishes(input)));
  }

  private static Projects.Wishes wishes(Input input) {
    return new Projects.Wishes(
        input.requiredText("name", 1, Projects.MAX_NAME),
        blankToNull(input.text("slug", Projects.MAX_SLUG)),
        input.text("platform", 64),
        input.integer("eventThrottleRate", 0, 100),
        input.has("scrubIPAddresses") ? (Boolean) input.flag("scrubIPAddresses", true) : null);
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  /** {@code team:x} or {@code !team:x}; anything else is ignored, as GlitchTip does. */
  private static ProjectStore.Filter filter(@Nullable String query) {
    if (query != null && query.startsWith("team:")) {
      return new ProjectStore.Filter(query.substring("team:".length()), true);
    }
    if (query != null && query.startsWith("!team:")) {
      return new ProjectStore.Filter(query.substring("!team:".length()), false);
    }
    return ProjectStore.Filter.ALL;
  }

  private List<ProjectResponse> withTeams(List<Project> page) {
    var teamsOf = store.teamsOf(page.stream().map(Project::id).toList());
    return page.stream()
        .map(project ->
            ProjectResponse.withTeams(project, teamsOf.getOrDefault(project.id(), List.of())))
        .toList();
  }

  private List<ProjectResponse> withOrganizations(List<Project> page) {
    var byId = organizations.byId(page.stream().map(Project::organizationId).toList());
    return page.stream()
        .map(project -> {
          var organization = byId.get(project.organizationId());
          if (organization == null) {
            throw ApiException.notFound(); // deleted between the two reads
          }
          return ProjectResponse.withOrganization(project, organization);
        })
        .toList();
  }
}
