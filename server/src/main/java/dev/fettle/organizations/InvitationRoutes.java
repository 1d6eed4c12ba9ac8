package dev.fettle.organizations;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fettle.core.id.MemberId;
import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.ApiException;
import dev.fettle.platform.http.Body;
import dev.fettle.platform.http.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What whoever holds the link of an invitation sees and does. */
@RestController
@RequestMapping("/api/0/accept")
final class InvitationRoutes {

  private final Invitations invitations;
  private final Members members;
  private final Organizations organizations;

  InvitationRoutes(Invitations invitations, Members members, Organizations organizations) {
    this.invitations = invitations;
    this.members = members;
    this.organizations = organizations;
  }

  /** GlitchTip's {@code AcceptInviteSchema}. */
  record InvitationResponse(boolean acceptInvite, InvitedResponse orgUser) {}

  /** GlitchTip's {@code OrganizationUserOrganizationSchema}. */
  record InvitedResponse(@JsonUnwrapped MemberResponse member, OrganizationResponse organization) {}

  /** Whether to become a member. */
  record Acceptance(@Nullable Boolean acceptInvite) {}

  @GetMapping("/{invitationId}/{token}/")
  @Access(Access.Kind.PUBLIC)
  InvitationResponse show(@PathVariable long invitationId, @PathVariable String token) {
    return describe(false, invitations.find(new MemberId(invitationId), token));
  }

  @PostMapping("/{invitationId}/{token}/")
  @Access(Access.Kind.SESSION)
  InvitationResponse accept(
      Caller caller,
      @PathVariable long invitationId,
      @PathVariable String token,
      @Body Acceptance wanted) {
    boolean accepted = Boolean.TRUE.equals(wanted.acceptInvite());
    return describe(
        accepted,
        accepted
            ? invitations.accept(new MemberId(invitationId), token, caller.userId())
            : invitations.find(new MemberId(invitationId), token));
  }

  private InvitationResponse describe(boolean accepted, Member member) {
    var organization =
        organizations.find(member.organizationId()).orElseThrow(ApiException::notFound);
    return new InvitationResponse(
        accepted,
        new InvitedResponse(members.describe(member), OrganizationResponse.from(organization)));
  }
}
