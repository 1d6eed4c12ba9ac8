package dev.fettle.projects;

import dev.fettle.organizations.Membership;
import dev.fettle.organizations.Memberships;
import dev.fettle.organizations.Team;
import dev.fettle.organizations.TeamResponse;
import dev.fettle.organizations.Teams;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.Caller;
import dev.fettle.platform.http.Input;
import dev.fettle.platform.http.Page;
import dev.fettle.platform.http.PageRequest;
import dev.fettle.platform.http.Scope;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Teams; they live here because a team's answer shows its projects. */
@RestController
@RequestMapping("/api/0")
final class TeamRoutes {

  private final Memberships memberships;
  private final Teams teams;
  private final Projects projects;
  private final ProjectStore store;

  TeamRoutes(Memberships memberships, Teams teams, Projects projects, ProjectStore store) {
    this.memberships = memberships;
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

  @GetMapping("/organizations/{organization}/teams/")
  @Access(
      scopes = {
        Scope.TEAM_READ,
        Scope.TEAM_WRITE,
        Scope.TEAM_ADMIN,
        Scope.ORG_READ,
        Scope.ORG_WRITE,
        Scope.ORG_ADMIN
      })
  Page<TeamWithProjects> list(
      Caller caller, @PathVariable String organization, PageRequest request) {
    var membership = memberships.get(caller.userId(), organization);
    return teams.list(membership, request).mapAll(page -> describe(membership, page));
  }

  @PostMapping("/organizations/{organization}/teams/")
  @ResponseStatus(HttpStatus.CREATED)
  @Access(scopes = {Scope.TEAM_WRITE, Scope.TEAM_ADMIN, Scope.ORG_WRITE, Scope.ORG_ADMIN})
  TeamWithProjects create(Caller caller, @PathVariable String organization, Input input) {
    var membership = memberships.get(caller.userId(), organization);
    return describe(membership, teams.create(membership, slug(input)));
  }

  @GetMapping("/teams/{organization}/{team}/")
  @Access(scopes = {Scope.TEAM_READ, Scope.TEAM_WRITE, Scope.TEAM_ADMIN})
  TeamWithProjects get(
      Caller caller, @PathVariable String organization, @PathVariable String team) {
    var membership = memberships.get(caller.userId(), organization);
    return describe(membership, teams.get(membership, team));
  }

  @PutMapping("/teams/{organization}/{team}/")
  @Access(scopes = {Scope.TEAM_WRITE, Scope.TEAM_ADMIN})
  TeamWithProjects rename(
      Caller caller, @PathVariable String organization, @PathVariable String team, Input input) {
    var membership = memberships.get(caller.userId(), organization);
    return describe(membership, teams.rename(membership, team, slug(input)));
  }

  @DeleteMapping("/teams/{organization}/{team}/")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Access(scopes = Scope.TEAM_ADMIN)
  void delete(Caller caller, @PathVariable String organization, @PathVariable String team) {
    teams.delete(memberships.get(caller.userId(), organization), team);
  }

  @PostMapping("/organizations/{organization}/members/{memberId}/teams/{team}/")
  @ResponseStatus(HttpStatus.CREATED)
  @Access(scopes = {Scope.TEAM_WRITE, Scope.TEAM_ADMIN})
  TeamWithProjects join(
      Caller caller,
      @PathVariable String organization,
      @PathVariable String memberId,
      @PathVariable String team) {
    var membership = memberships.get(caller.userId(), organization);
    return describe(membership, teams.join(membership, memberId, team));
  }

  @DeleteMapping("/organizations/{organization}/members/{memberId}/teams/{team}/")
  @Access(scopes = {Scope.TEAM_WRITE, Scope.TEAM_ADMIN})
  TeamWithProjects leave(
      Caller caller,
      @PathVariable String organization,
      @PathVariable String memberId,
      @PathVariable String team) {
    var membership = memberships.get(caller.userId(), organization);
    return describe(membership, teams.leave(membership, memberId, team));
  }

  @GetMapping("/projects/{organization}/{project}/teams/")
  @Access(
      scopes = {
        Scope.TEAM_READ,
        Scope.TEAM_WRITE,
        Scope.TEAM_ADMIN,
        Scope.ORG_READ,
        Scope.ORG_WRITE,
        Scope.ORG_ADMIN
      })
  Page<TeamResponse> ofProject(
      Caller caller, @PathVariable String organization, @PathVariable String project) {
    var membership = memberships.get(caller.userId(), organization);
    var ids =
        store.teamsOf(List.of(projects.get(membership, project).id())).values().stream()
            .flatMap(List::stream)
            .map(ProjectResponse.TeamSlug::id)
            .toList();
    return Page.whole(
        teams.all(membership).stream()
            .map(TeamResponse::from)
            .filter(team -> ids.contains(team.id()))
            .toList());
  }

  @PostMapping("/projects/{organization}/{project}/teams/{team}/")
  @ResponseStatus(HttpStatus.CREATED)
  @Access(scopes = {Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  ProjectResponse addToProject(
      Caller caller,
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String team) {
    var membership = memberships.get(caller.userId(), organization);
    return withTeams(
        projects.addTeam(
            membership, projects.get(membership, project), teams.get(membership, team)));
  }

  @DeleteMapping("/projects/{organization}/{project}/teams/{team}/")
  @Access(scopes = {Scope.PROJECT_WRITE, Scope.PROJECT_ADMIN})
  ProjectResponse removeFromProject(
      Caller caller,
      @PathVariable String organization,
      @PathVariable String project,
      @PathVariable String team) {
    var membership = memberships.get(caller.userId(), organization);
    return withTeams(
        projects.removeTeam(
            membership, projects.get(membership, project), teams.get(membership, team)));
  }

  private static String slug(Input input) {
    return input.requiredText("slug", Teams.MAX_SLUG, Teams.SLUG);
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
                Long.toString(team.id()),
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
