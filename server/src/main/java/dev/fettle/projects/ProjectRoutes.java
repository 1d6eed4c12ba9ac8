package dev.fettle.projects;

import dev.fettle.organizations.Membership;
import dev.fettle.organizations.Organizations;
import dev.fettle.organizations.TeamAccess;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.Body;
import dev.fettle.platform.http.Caller;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Scope;
import dev.fettle.platform.paging.Page;
import dev.fettle.platform.paging.PageRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
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

  private final Organizations organizations;
  private final Projects projects;
  private final ProjectStore store;

  ProjectRoutes(Organizations organizations, Projects projects, ProjectStore store) {
    this.organizations = organizations;
    this.projects = projects;
    this.store = store;
  }

  @GetMapping("/projects/")
  @Access(scopes = Scope.PROJECT_READ)
  Page<ProjectResponse> listMine(Caller caller, PageRequest request) {
    return projects.listOfAccount(caller.userId(), request).mapAll(this::withOrganizations);
  }

  @GetMapping("/organizations/{organization}/projects/")
  @Access(role = Role.MEMBER, scopes = Scope.PROJECT_READ)
  Page<ProjectResponse> list(
      Membership membership,
      @RequestParam(required = false) @Nullable String query,
      PageRequest request) {
    return projects.list(membership, filter(query), request).mapAll(this::withTeams);
  }

  @GetMapping("/projects/{organization}/{project}/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.PROJECT_READ, Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  ProjectResponse get(ProjectAccess access) {
    return ProjectResponse.withOrganization(
        access.project(), organizations.get(access.membership()));
  }

  /** At least an admin may (in GlitchTip any member may). */
  @PutMapping("/projects/{organization}/{project}/")
  @Access(
      role = Role.ADMIN,
      scopes = {Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  ProjectResponse update(ProjectAccess access, @Body ProjectFields wanted) {
    return ProjectResponse.withOrganization(
        projects.update(access.project(), wanted), organizations.get(access.membership()));
  }

  @DeleteMapping("/projects/{organization}/{project}/")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Access(role = Role.ADMIN, scopes = Scope.PROJECT_ADMIN)
  void delete(ProjectAccess access) {
    projects.delete(access.project());
  }

  @GetMapping("/teams/{organization}/{team}/projects/")
  @Access(role = Role.MEMBER, scopes = Scope.PROJECT_READ)
  Page<ProjectResponse> listOfTeam(TeamAccess access, PageRequest request) {
    var filter = new ProjectStore.Filter(access.team().slug(), true);
    return projects.list(access.membership(), filter, request).map(ProjectResponse::plain);
  }

  @PostMapping("/teams/{organization}/{team}/projects/")
  @ResponseStatus(HttpStatus.CREATED)
  @Access(
      role = Role.ADMIN,
      scopes = {Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  ProjectResponse create(TeamAccess access, @Body ProjectFields wanted) {
    return ProjectResponse.plain(projects.create(access, wanted));
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
