package dev.fettle.organizations;

import dev.fettle.accounts.Emails;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.Body;
import dev.fettle.platform.http.FieldProblem;
import dev.fettle.platform.http.Origin;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Scope;
import dev.fettle.platform.paging.Page;
import dev.fettle.platform.paging.PageRequest;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Members of an organization and of its teams. */
@RestController
@RequestMapping("/api/0")
final class MemberRoutes {

  private final Members members;
  private final Invitations invitations;

  MemberRoutes(Members members, Invitations invitations) {
    this.members = members;
    this.invitations = invitations;
  }

  /** What shall be another way. */
  record MemberChange(@NotNull Role orgRole) {}

  @GetMapping("/organizations/{organization}/members/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.MEMBER_READ, Scope.MEMBER_WRITE, Scope.MEMBER_ADMIN})
  Page<MemberResponse> list(Membership membership, PageRequest request) {
    return members.list(membership, request);
  }

  @PostMapping("/organizations/{organization}/members/")
  @ResponseStatus(HttpStatus.CREATED)
  @Access(
      role = Role.MANAGER,
      scopes = {Scope.MEMBER_WRITE, Scope.MEMBER_ADMIN})
  MemberResponse invite(Membership membership, @Body Invitation wanted, Origin origin) {
    if (!Emails.isValid(wanted.email())) {
      throw ApiException.unprocessable(
          FieldProblem.ofBody("email", "value_error", "value is not a valid email address"));
    }
    var invited = invitations.invite(membership, wanted);
    return members
        .get(membership, invited.memberId())
        .withInviteLink(origin.url() + invited.path(), invited.mailed());
  }

  @GetMapping("/organizations/{organization}/members/{memberId}/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.MEMBER_READ, Scope.MEMBER_WRITE, Scope.MEMBER_ADMIN})
  MemberResponse get(MemberAccess access) {
    return members.get(access);
  }

  @PutMapping("/organizations/{organization}/members/{memberId}/")
  @Access(
      role = Role.MANAGER,
      scopes = {Scope.MEMBER_WRITE, Scope.MEMBER_ADMIN})
  MemberResponse update(MemberAccess access, @Body MemberChange wanted) {
    return members.updateRole(access, wanted.orgRole());
  }

  @DeleteMapping("/organizations/{organization}/members/{memberId}/")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Access(role = Role.MANAGER, also = Access.Also.SELF, scopes = Scope.MEMBER_ADMIN)
  void remove(MemberAccess access) {
    members.remove(access);
  }

  @PostMapping("/organizations/{organization}/members/{memberId}/set_owner/")
  @Access(role = Role.OWNER, scopes = Scope.MEMBER_ADMIN)
  MemberResponse setOwner(MemberAccess access) {
    return members.setPrimaryOwner(access);
  }

  @GetMapping("/teams/{organization}/{team}/members/")
  @Access(
      role = Role.MEMBER,
      scopes = {Scope.MEMBER_READ, Scope.MEMBER_WRITE, Scope.MEMBER_ADMIN})
  Page<MemberResponse> listOfTeam(TeamAccess access, PageRequest request) {
    return members.listOfTeam(access.team(), request);
  }
}
