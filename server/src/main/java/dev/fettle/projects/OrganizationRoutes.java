package dev.fettle.projects;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fettle.organizations.Membership;
import dev.fettle.organizations.OrganizationResponse;
import dev.fettle.organizations.Organizations;
import dev.fettle.organizations.TeamResponse;
import dev.fettle.organizations.Teams;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.Body;
import dev.fettle.platform.http.Caller;
import dev.fettle.platform.http.FieldProblem;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Scope;
import dev.fettle.platform.paging.Page;
import dev.fettle.platform.paging.PageRequest;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Organizations; they live here because an organization's answer shows its projects. */
@RestController
@RequestMapping("/api/0/organizations")
final class OrganizationRoutes {

  private final Organizations organizations;
  private final Teams teams;
  private final Projects projects;
  private final ProjectStore store;
  private final TransactionTemplate transactions;

  OrganizationRoutes(
      Organizations organizations,
      Teams teams,
      Projects projects,
      ProjectStore store,
      TransactionTemplate transactions) {
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

  /** An organization to be made. */
  record NewOrganization(@NotNull @Size(min = 1, max = Organizations.MAX_NAME) String name) {
    NewOrganization {
      name = name.strip();
    }
  }

  /** What shall be another way; one of the two at least. */
  record OrganizationChange(
      @Size(min = 1, max = Organizations.MAX_NAME) @Nullable String name,
      @Nullable Boolean scrubIPAddresses) {
    OrganizationChange {
      name = name == null ? null : name.strip();
    }
  }

  @GetMapping("/")
  @Access(scopes = {Scope.ORG_READ, Scope.ORG_WRITE, Scope.ORG_ADMIN})
  Page<OrganizationResponse> list(Caller caller, PageRequest request) {
    return organizations.list(caller.userId(), request).map(OrganizationResponse::from);
  }

  @PostMapping("/")
  @ResponseStatus(HttpStatus.CREATED)
  @Access(scopes = {Scope.ORG_WRITE, Scope.ORG_ADMIN})
  Detail create(Caller caller, @Body NewOrganization wanted) {
    return detail(organizations.create(caller, wanted.name()));
  }

  @GetMapping("/{organization}/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.ORG_READ, Scope.ORG_WRITE, Scope.ORG_ADMIN})
  Detail get(Membership membership) {
    return detail(membership);
  }

  /**
   * Changes the name and whether addresses are shortened in all projects; either may be left out.
   */
  @PutMapping("/{organization}/")
  @Access(
      role = Role.MANAGER,
      scopes = {Scope.ORG_WRITE, Scope.ORG_ADMIN})
  Detail update(Membership membership, @Body OrganizationChange wanted) {
    var name = wanted.name();
    var scrub = wanted.scrubIPAddresses();
    if (name == null && scrub == null) {
      throw ApiException.unprocessable(FieldProblem.ofBody("name", "missing", "Field required"));
    }
    transactions.executeWithoutResult(_ -> {
      if (name != null) {
        organizations.rename(membership, name);
      }
      if (scrub != null) {
        organizations.scrubIpAddresses(membership, scrub);
      }
    });
    if (scrub != null) {
      projects.forgetKeys(membership);
    }
    return detail(membership);
  }

  /** Only an owner may (in GlitchTip a manager may, too). */
  @DeleteMapping("/{organization}/")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Access(role = Role.OWNER, scopes = Scope.ORG_ADMIN)
  void delete(Membership membership) {
    projects.deleteAll(membership, () -> organizations.delete(membership));
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
