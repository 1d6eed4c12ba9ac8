package dev.fettle.organizations;

import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Tenant;

/** A team of the caller's organization. */
public record TeamAccess(Membership membership, Team team) implements Tenant {

  @Override
  public Role role() {
    return membership.role();
  }

  @Override
  public boolean grants(Access.Also exception) {
    return exception == Access.Also.ADMIN_IN_TEAM && team.member() && role().atLeast(Role.ADMIN);
  }
}
