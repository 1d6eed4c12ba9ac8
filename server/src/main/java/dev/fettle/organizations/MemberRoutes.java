package dev.fettle.organizations;

import dev.fettle.accounts.Emails;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.Caller;
import dev.fettle.platform.http.Input;
import dev.fettle.platform.http.Origin;
import dev.fettle.platform.http.Page;
import dev.fettle.platform.http.PageRequest;
import dev.fettle.platform.http.Scope;
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

/** Members of an organization and of its teams. */
@RestController
@RequestMapping("/api/0")
final class MemberRoutes {

  private static final int MAX_TEAMS = 100;

  private final Memberships memberships;
  private final Members members;
  private final Invitations invitations;
  private final Teams teams;

  MemberRoutes(Memberships memberships, Members members, Invitations invitations, Teams teams) {
    this.memberships = memberships;
    this.members = members;
    this.invitations = invitations;
    this.teams = teams;
  }

  @GetMapping("/organizations/{organization}/members/")
  @Access(scopes = {Scope.MEMBER_READ, Scope.MEMBER_WRITE, Scope.MEMBER_ADMIN})
  Page<MemberResponse> list(Caller caller, @PathVariable String organization, PageRequest request) {
    return members.list(memberships.get(caller.userId(), organization), request);
  }

  @PostMapping("/organizations/{organization}/members/")
  @ResponseStatus(HttpStatus.CREATED)
  @Access(scopes = {Scope.MEMBER_WRITE, Scope.MEMBER_ADMIN})
  MemberResponse invite(
      Caller caller, @PathVariable String organization, Input input, Origin origin) {
    var membership = memberships.get(caller.userId(), organization);
    var email = input.requiredText("email", 1, Emails.MAX_LENGTH);
    if (!Emails.isValid(email)) {
      throw input.problem("email", "value_error", "value is not a valid email address");
    }
    var teamSlugs =
        input.objects("teamRoles", MAX_TEAMS).stream()
            .map(team -> team.requiredText("teamSlug", 1, Teams.MAX_SLUG))
            .toList();
    var wish = new Invitations.Wish(email, role(input), teamSlugs, input.flag("reinvite", true));
    var invited = invitations.invite(membership, wish);
    return members
        .get(membership, invited.memberId())
        .withInviteLink(origin.url() + invited.path());
  }

  @GetMapping("/organizations/{organization}/members/{memberId}/")
  @Access(scopes = {Scope.MEMBER_READ, Scope.MEMBER_WRITE, Scope.MEMBER_ADMIN})
  MemberResponse get(
      Caller caller, @PathVariable String organization, @PathVariable long memberId) {
    return members.get(memberships.get(caller.userId(), organization), memberId);
  }

  @PutMapping("/organizations/{organization}/members/{memberId}/")
  @Access(scopes = {Scope.MEMBER_WRITE, Scope.MEMBER_ADMIN})
  MemberResponse update(
      Caller caller, @PathVariable String organization, @PathVariable long memberId, Input input) {
    var membership = memberships.get(caller.userId(), organization);
    return members.updateRole(membership, memberId, role(input));
  }

  @DeleteMapping("/organizations/{organization}/members/{memberId}/")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Access(scopes = Scope.MEMBER_ADMIN)
  void remove(Caller caller, @PathVariable String organization, @PathVariable long memberId) {
    members.remove(memberships.get(caller.userId(), organization), memberId);
  }

  @PostMapping("/organizations/{organization}/members/{memberId}/set_owner/")
  @Access(scopes = Scope.MEMBER_ADMIN)
  MemberResponse setOwner(
      Caller caller, @PathVariable String organization, @PathVariable long memberId) {
    return members.setPrimaryOwner(memberships.get(caller.userId(), organization), memberId);
  }

  @GetMapping("/teams/{organization}/{team}/members/")
  @Access(scopes = {Scope.MEMBER_READ, Scope.MEMBER_WRITE, Scope.MEMBER_ADMIN})
  Page<MemberResponse> listOfTeam(
      Caller caller,
      @PathVariable String organization,
      @PathVariable String team,
      PageRequest request) {
    var membership = memberships.get(caller.userId(), organization);
    return members.listOfTeam(teams.get(membership, team), request);
  }

  /**
   * The wanted role.
   *
   * @throws ApiException 422 when it is none
   */
  private static Role role(Input input) {
    var role = Role.find(input.requiredText("orgRole", 1, 20));
    if (role == null) {
      throw input.problem(
          "orgRole",
          "enum",
          "Input should be " + List.of(Role.values()).stream().map(Role::text).toList());
    }
    return role;
  }
}
