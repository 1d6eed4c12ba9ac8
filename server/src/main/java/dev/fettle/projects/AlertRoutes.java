package dev.fettle.projects;

import dev.fettle.organizations.Membership;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Scope;
import dev.fettle.platform.paging.Page;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** No alert can be made yet: the lists that GlitchTip's client asks for are empty. */
@RestController
@RequestMapping("/api/0")
final class AlertRoutes {

  @GetMapping("/projects/{organization}/{project}/alerts/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.PROJECT_READ, Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  Page<String> ofProject(ProjectAccess access) {
    return Page.whole(List.of());
  }

  @GetMapping("/organizations/{organization}/alerts/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.PROJECT_READ, Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  Page<String> ofOrganization(Membership membership) {
    return Page.whole(List.of());
  }
}
