package dev.fettle.issues;

import dev.fettle.core.id.IssueId;
import dev.fettle.core.id.OrganizationId;
import dev.fettle.core.id.ProjectId;
import dev.fettle.organizations.Membership;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Tenant;

/** A living issue of an organization of the caller's. */
record IssueAccess(Membership membership, ProjectId projectId, IssueId issueId) implements Tenant {

  @Override
  public Role role() {
    return membership.role();
  }

  OrganizationId organizationId() {
    return membership.organizationId();
  }
}
