package dev.fettle.organizations;

import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Tenant;

/** A member of the caller's organization, joined or invited. */
public record MemberAccess(Membership membership, Member member) implements Tenant {

  @Override
  public Role role() {
    return membership.role();
  }

  @Override
  public boolean grants(Access.Also exception) {
    return switch (exception) {
      case SELF -> isSelf();
      case SELF_WHILE_OPEN -> isSelf() && membership.openMembership();
      case ADMIN_IN_TEAM -> false;
    };
  }

  private boolean isSelf() {
    return member.id().equals(membership.memberId());
  }
}
