package dev.fettle.projects;

import dev.fettle.organizations.MemberAccess;
import dev.fettle.organizations.Membership;
import dev.fettle.organizations.Team;
import dev.fettle.organizations.TeamAccess;
import dev.fettle.organizations.TeamResponse;
import dev.fettle.organizations.Teams;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.Body;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Scope;
import dev.fettle.platform.paging.Page;
import dev.fettle.platform.paging.PageRequest;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Teams; they live here because a team's answer shows its projects. */
@RestController
@RequestMapping("/api/0")
final class TeamRoutes {

  private final Teams teams;
  private final Projects projects;
  private final ProjectStore store;

  TeamRoutes(Teams teams, Projects projects, ProjectStore store) {
    this.teams = teams;
    this.projects = projects;
    this.store = store;
  }

  /** GlitchTip's {@code TeamProjectSchema}. */
  record TeamWithProjects(
      String id,
      String slug,
      Instant dateCreated,
      boolean isMember,
      int memberCount,
      List<ProjectResponse> projects) {}

  /** What a client says of a team. */
  record TeamFields(
      @NotNull @Size(min = 1, max = Teams.MAX_SLUG) @Pattern(regexp = Teams.SLUG) String slug) {
    TeamFields {
      slug = slug.strip();
    }
  }

  @GetMapping("/organizations/{organization}/teams/")
  @Access(
      role = Role.MEMBER,
      scopes = {
        Scope.TEAM_READ,
        Scope.TEAM_WRITE,
        Scope.TEAM_ADMIN,
        Scope.ORG_READ,
        Scope.ORG_WRITE,
        Scope.ORG_ADMIN
      })
  Page<TeamWithProjects> list(Membership membership, PageRequest request) {
    return teams.list(membership, request).mapAll(page -> describe(membership, page));
  }

  @PostMapping("/organizations/{organization}/teams/")
  @ResponseStatus(HttpStatus.CREATED)
  @Access(
      role = Role.ADMIN,
      scopes = {Scope.TEAM_WRITE, Scope.TEAM_ADMIN, Scope.ORG_WRITE, Scope.ORG_ADMIN})
  TeamWithProjects create(Membership membership, @Body TeamFields wanted) {
    return describe(membership, teams.create(membership, wanted.slug()));
  }

  @GetMapping("/teams/{organization}/{team}/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.TEAM_READ, Scope.TEAM_WRITE, Scope.TEAM_ADMIN})
  TeamWithProjects get(TeamAccess access) {
    return describe(access.membership(), access.team());
  }

  /** At least an admin may (in GlitchTip any member may). */
  @PutMapping("/teams/{organization}/{team}/")
  @Access(
      role = Role.ADMIN,
      scopes = {Scope.TEAM_WRITE, Scope.TEAM_ADMIN})
  TeamWithProjects rename(TeamAccess access, @Body TeamFields wanted) {
    return describe(access.membership(), teams.rename(access, wanted.slug()));
  }

  @DeleteMapping("/teams/{organization}/{team}/")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Access(role = Role.ADMIN, scopes = Scope.TEAM_ADMIN)
  void delete(TeamAccess access) {
    teams.delete(access);
  }

  @PostMapping("/organizations/{organization}/members/{memberId}/teams/{team}/")
  @ResponseStatus(HttpStatus.CREATED)
  @Access(
      role = Role.MANAGER,
      also = {Access.Also.SELF_WHILE_OPEN, Access.Also.ADMIN_IN_TEAM},
      scopes = {Scope.TEAM_WRITE, Scope.TEAM_ADMIN})
  TeamWithProjects join(MemberAccess member, TeamAccess access) {
    return describe(access.membership(), teams.join(member, access));
  }

  @DeleteMapping("/organizations/{organization}/members/{memberId}/teams/{team}/")
  @Access(
      role = Role.MANAGER,
      also = {Access.Also.SELF_WHILE_OPEN, Access.Also.ADMIN_IN_TEAM},
      scopes = {Scope.TEAM_WRITE, Scope.TEAM_ADMIN})
  TeamWithProjects leave(MemberAccess member, TeamAccess access) {
    return describe(access.membership(), teams.leave(member, access));
  }

  @GetMapping("/projects/{organization}/{project}/teams/")
  @Access(
      role = Role.MEMBER,
      scopes = {
        Scope.TEAM_READ,
        Scope.TEAM_WRITE,
        Scope.TEAM_ADMIN,
        Scope.ORG_READ,
        Scope.ORG_WRITE,
        Scope.ORG_ADMIN
      })
  Page<TeamResponse> ofProject(ProjectAccess access) {
    var ids =
        store.teamsOf(List.of(access.projectId())).values().stream()
            .flatMap(List::stream)
            .map(ProjectResponse.TeamSlug::id)
            .toList();
    return Page.whole(
        teams.all(access.membership()).stream()
            .map(TeamResponse::from)
            .filter(team -> ids.contains(team.id()))
            .toList());
  }

  @PostMapping("/projects/{organization}/{project}/teams/{team}/")
  @ResponseStatus(HttpStatus.CREATED)
  @Access(
      role = Role.MANAGER,
      scopes = {Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  ProjectResponse addToProject(ProjectAccess access, TeamAccess team) {
    return withTeams(projects.addTeam(access, team.team()));
  }

  @DeleteMapping("/projects/{organization}/{project}/teams/{team}/")
  @Access(
      role = Role.MANAGER,
      scopes = {Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  ProjectResponse removeFromProject(ProjectAccess access, TeamAccess team) {
    return withTeams(projects.removeTeam(access, team.team()));
  }

  private ProjectResponse withTeams(Project project) {
    return ProjectResponse.withTeams(
        project, store.teamsOf(List.of(project.id())).getOrDefault(project.id(), List.of()));
  }

  private TeamWithProjects describe(Membership membership, Team team) {
    return describe(membership, List.of(team)).getFirst();
  }

  private List<TeamWithProjects> describe(Membership membership, List<Team> page) {
    var projectsOf = store.projectsOf(page.stream().map(Team::id).toList(), membership.accountId());
    return page.stream()
        .map(team ->
            new TeamWithProjects(
                team.id().toString(),
                team.slug(),
                team.createdAt(),
                team.member(),
                team.memberCount(),
                projectsOf.getOrDefault(team.id(), List.of()).stream()
                    .map(ProjectResponse::plain)
                    .toList()))
        .toList();
  }
}
