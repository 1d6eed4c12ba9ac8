package dev.fettle.projects;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fettle.organizations.Membership;
import dev.fettle.organizations.Memberships;
import dev.fettle.organizations.OrganizationResponse;
import dev.fettle.organizations.Organizations;
import dev.fettle.organizations.TeamResponse;
import dev.fettle.organizations.Teams;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.Caller;
import dev.fettle.platform.http.Input;
import dev.fettle.platform.http.Page;
import dev.fettle.platform.http.PageRequest;
import dev.fettle.platform.http.Scope;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Organizations; they live here because an organization's answer shows its projects. */
@RestController
@RequestMapping("/api/0/organizations")
final class OrganizationRoutes {

  private final Memberships memberships;
  private final Organizations organizations;
  private final Teams teams;
  private final Projects projects;
  private final ProjectStore store;
  private final TransactionTemplate transactions;

  OrganizationRoutes(
      Memberships memberships,
      Organizations organizations,
      Teams teams,
      Projects projects,
      ProjectStore store,
      TransactionTemplate transactions) {
    this.memberships = memberships;
    this.organizations = organizations;
    this.teams = teams;
    this.projects = projects;
    this.store = store;
    this.transactions = transactions;
  }

  /**
   * GlitchTip's {@code OrganizationDetailSchema}.
   *
   * @param access what the caller's role may do
   */
  record Detail(
      @JsonUnwrapped OrganizationResponse organization,
      List<ProjectResponse> projects,
      List<TeamResponse> teams,
      List<String> access,
      boolean openMembership) {}

  @GetMapping("/")
  @Access(scopes = {Scope.ORG_READ, Scope.ORG_WRITE, Scope.ORG_ADMIN})
  Page<OrganizationResponse> list(Caller caller, PageRequest request) {
    return organizations.list(caller.userId(), request).map(OrganizationResponse::from);
  }

  @PostMapping("/")
  @ResponseStatus(HttpStatus.CREATED)
  @Access(scopes = {Scope.ORG_WRITE, Scope.ORG_ADMIN})
  Detail create(Caller caller, Input input) {
    return detail(organizations.create(caller, name(input)));
  }

  @GetMapping("/{organization}/")
  @Access(scopes = {Scope.ORG_READ, Scope.ORG_WRITE, Scope.ORG_ADMIN})
  Detail get(Caller caller, @PathVariable String organization) {
    return detail(memberships.get(caller.userId(), organization));
  }

  /**
   * Changes the name and whether addresses are shortened in all projects; either may be left out.
   */
  @PutMapping("/{organization}/")
  @Access(scopes = {Scope.ORG_WRITE, Scope.ORG_ADMIN})
  Detail update(Caller caller, @PathVariable String organization, Input input) {
    var membership = memberships.get(caller.userId(), organization);
    boolean hasScrub = input.has("scrubIPAddresses");
    var name = hasScrub && !input.has("name") ? null : name(input);
    transactions.executeWithoutResult(_ -> {
      if (name != null) {
        organizations.rename(membership, name);
      }
      if (hasScrub) {
        organizations.scrubIpAddresses(membership, input.flag("scrubIPAddresses", true));
      }
    });
    if (hasScrub) {
      projects.forgetKeys(membership);
    }
    return detail(membership);
  }

  @DeleteMapping("/{organization}/")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Access(scopes = Scope.ORG_ADMIN)
  void delete(Caller caller, @PathVariable String organization) {
    var membership = memberships.get(caller.userId(), organization);
    projects.deleteAll(membership, () -> organizations.delete(membership));
  }

  private static String name(Input input) {
    return input.requiredText("name", 1, Organizations.MAX_NAME);
  }

  private Detail detail(Membership membership) {
    var organization = organizations.get(membership);
    var found = projects.all(membership);
    var teamsOf = store.teamsOf(found.stream().map(Project::id).toList());
    return new Detail(
        OrganizationResponse.from(organization),
        found.stream()
            .map(project ->
                ProjectResponse.withTeams(project, teamsOf.getOrDefault(project.id(), List.of())))
            .toList(),
        teams.all(membership).stream().map(TeamResponse::from).toList(),
        membership.role().access(),
        organization.openMembership());
  }
}
