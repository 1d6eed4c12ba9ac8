package dev.fettle.issues;

import dev.fettle.organizations.Membership;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Tenant;

/** A living issue of an organization of the caller's. */
record IssueAccess(Membership membership, long projectId, long issueId) implements Tenant {

  @Override
  public Role role() {
    return membership.role();
  }

  long organizationId() {
    return membership.organizationId();
  }
}
