package dev.fettle.projects;

import dev.fettle.organizations.Membership;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.Body;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Scope;
import dev.fettle.platform.paging.Page;
import dev.fettle.platform.paging.PageRequest;
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

  private final EnvironmentStore environments;

  EnvironmentRoutes(EnvironmentStore environments) {
    this.environments = environments;
  }

  record EnvironmentResponse(long id, String name) {}

  record ProjectEnvironmentResponse(long id, String name, boolean isHidden) {
    static ProjectEnvironmentResponse from(EnvironmentStore.Environment environment) {
      return new ProjectEnvironmentResponse(
          environment.id(), environment.name(), environment.hidden());
    }
  }

  /** Whether it is left out of the lists; not said: it is not. */
  record EnvironmentChange(@Nullable Boolean isHidden) {}

  @GetMapping("/organizations/{organization}/environments/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.ORG_READ, Scope.ORG_WRITE, Scope.ORG_ADMIN})
  Page<EnvironmentResponse> list(Membership membership, PageRequest request) {
    var rows =
        environments.ofOrganization(
            membership.organizationId(), position(request), request.fetch());
    return page(request, rows)
        .map(environment -> new EnvironmentResponse(environment.id(), environment.name()));
  }

  @GetMapping("/projects/{organization}/{project}/environments/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.PROJECT_READ, Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  Page<ProjectEnvironmentResponse> listOfProject(
      ProjectAccess access,
      @RequestParam(required = false) @Nullable String visibility,
      PageRequest request) {
    var shown = visibility == null || visibility.isEmpty() ? "visible" : visibility;
    var rows =
        environments.ofProject(access.projectId(), shown, position(request), request.fetch());
    return page(request, rows).map(ProjectEnvironmentResponse::from);
  }

  /** Hidden for everybody: so an admin says it. */
  @PutMapping("/projects/{organization}/{project}/environments/{name}/")
  @Access(
      role = Role.ADMIN,
      scopes = {Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  ProjectEnvironmentResponse update(
      ProjectAccess access, @PathVariable String name, @Body EnvironmentChange wanted) {
    return environments
        .setHidden(access.projectId(), name, Boolean.TRUE.equals(wanted.isHidden()))
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
