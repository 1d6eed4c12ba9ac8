package dev.fettle.projects;

import dev.fettle.organizations.Memberships;
import dev.fettle.organizations.Role;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.Caller;
import dev.fettle.platform.http.Input;
import dev.fettle.platform.http.Page;
import dev.fettle.platform.http.PageRequest;
import dev.fettle.platform.http.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The environments of an organization and of a project. Lists go forward only, by name. */
@RestController
@RequestMapping("/api/0")
final class EnvironmentRoutes {

  private final Memberships memberships;
  private final Projects projects;
  private final EnvironmentStore environments;

  EnvironmentRoutes(Memberships memberships, Projects projects, EnvironmentStore environments) {
    this.memberships = memberships;
    this.projects = projects;
    this.environments = environments;
  }

  record EnvironmentResponse(long id, String name) {}

  record ProjectEnvironmentResponse(long id, String name, boolean isHidden) {
    static ProjectEnvironmentResponse from(EnvironmentStore.Environment environment) {
      return new ProjectEnvironmentResponse(
          environment.id(), environment.name(), environment.hidden());
    }
  }

  @GetMapping("/organizations/{organization}/environments/")
  @Access(scopes = {Scope.ORG_READ, Scope.ORG_WRITE, Scope.ORG_ADMIN})
  Page<EnvironmentResponse> list(
      Caller caller, @PathVariable String organization, PageRequest request) {
    var membership = memberships.get(caller.userId(), organization);
    var rows =
        environments.ofOrganization(
            membership.organizationId(), position(request), request.fetch());
    return page(request, rows)
        .map(environment -> new EnvironmentResponse(environment.id(), environment.name()));
  }

  @GetMapping("/projects/{organization}/{project}/environments/")
  @Access(scopes = {Scope.PROJECT_READ, Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  Page<ProjectEnvironmentResponse> listOfProject(
      Caller caller,
      @PathVariable String organization,
      @PathVariable String project,
      @RequestParam(required = false) @Nullable String visibility,
      PageRequest request) {
    var membership = memberships.get(caller.userId(), organization);
    long projectId = projects.get(membership, project).id();
    var shown = visibility == null || visibility.isEmpty() ? "visible" : visibility;
    var rows = environments.ofProject(projectId, shown, position(request), request.fetch());
    return page(request, rows).map(ProjectEnvironmentResponse::from);
  }

  @PutMapping("/projects/{organization}/{project}/environments/{name}/")
  @Access(scopes = {Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  ProjectEnvironmentResponse update(
      Caller caller,
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String name,
      Input input) {
    var membership = memberships.get(caller.userId(), organization);
    long projectId = projects.get(membership, project).id();
    membership.require(Role.ADMIN, "forbidden"); // it is hidden for everybody
    return environments
        .setHidden(projectId, name, input.flag("isHidden", false))
        .map(ProjectEnvironmentResponse::from)
        .orElseThrow(ApiException::notFound);
  }

  private static String position(PageRequest request) {
    return request.cursor() == null ? "" : request.cursor().textAt(0);
  }

  /** There are few environments: no way back is offered, and the count is that of the page. */
  private static Page<EnvironmentStore.Environment> page(
      PageRequest request, List<EnvironmentStore.Environment> rows) {
    var page =
        Page.of(
            request,
            rows,
            row -> List.of(row.name()),
            () -> Math.min(rows.size(), request.limit()));
    return new Page<>(page.items(), null, page.next(), page.hits());
  }
}
