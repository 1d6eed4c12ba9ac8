package dev.fettle.projects;

import dev.fettle.organizations.Memberships;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.Caller;
import dev.fettle.platform.http.Page;
import dev.fettle.platform.http.Scope;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** No alert can be made yet: the lists that GlitchTip's client asks for are empty. */
@RestController
@RequestMapping("/api/0")
final class AlertRoutes {

  private final Memberships memberships;
  private final Projects projects;

  AlertRoutes(Memberships memberships, Projects projects) {
    this.memberships = memberships;
    this.projects = projects;
  }

  @GetMapping("/projects/{organization}/{project}/alerts/")
  @Access(scopes = {Scope.PROJECT_READ, Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  Page<String> ofProject(
      Caller caller, @PathVariable String organization, @PathVariable String project) {
    projects.get(memberships.get(caller.userId(), organization), project);
    return Page.whole(List.of());
  }

  @GetMapping("/organizations/{organization}/alerts/")
  @Access(scopes = {Scope.PROJECT_READ, Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  Page<String> ofOrganization(Caller caller, @PathVariable String organization) {
    memberships.get(caller.userId(), organization);
    return Page.whole(List.of());
  }
}
