package dev.fettle.organizations;

import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Tenant;

/**
 * A member of the caller's organization.
 *
 * @param openMembership whether the organization's members come and go in its teams as they like
 */
public record MemberAccess(Membership membership, long memberId, boolean openMembership)
    implements Tenant {

  @Override
  public Role role() {
    return membership.role();
  }

  @Override
  public boolean grants(Access.Also exception) {
    return switch (exception) {
      case SELF -> isSelf();
      case SELF_WHILE_OPEN -> isSelf() && openMembership;
      case ADMIN_IN_TEAM -> false;
    };
  }

  private boolean isSelf() {
    return memberId == membership.memberId();
  }
}
