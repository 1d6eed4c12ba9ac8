package dev.fettle.organizations;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fettle.accounts.UserResponse;
import dev.fettle.platform.http.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member on the wire: GlitchTip's {@code OrganizationUserSchema}, and with {@code teams} its
 * detail form; {@code inviteLink} and {@code inviteMailed}, which are ours, only in the answer to
 * who invited.
 */
record MemberResponse(
    String id,
    Role role,
    String roleName,
    Instant dateCreated,
    String email,
    @Nullable UserResponse user,
    boolean pending,
    boolean isOwner,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> teams,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String inviteLink,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean inviteMailed) {

  static MemberResponse from(
      Member member, @Nullable UserResponse user, @Nullable List<String> teams) {
    return new MemberResponse(
        member.id().toString(),
        member.role(),
        member.role().label(),
        member.createdAt(),
        member.email(),
        user,
        member.accountId() == null,
        member.primaryOwner(),
        teams,
        null,
        null);
  }

  /** The same with the link to hand over, and whether one was mailed too. */
  MemberResponse withInviteLink(String link, boolean mailed) {
    return new MemberResponse(
        id, role, roleName, dateCreated, email, user, pending, isOwner, teams, link, mailed);
  }
}
