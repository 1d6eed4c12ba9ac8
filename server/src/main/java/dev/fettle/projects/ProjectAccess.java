package dev.fettle.projects;

import dev.fettle.organizations.Membership;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Tenant;

/** A living project of the caller's organization. */
public record ProjectAccess(Membership membership, Project project) implements Tenant {

  @Override
  public Role role() {
    return membership.role();
  }

  /** The project's id. */
  public long projectId() {
    return project.id();
  }
}
