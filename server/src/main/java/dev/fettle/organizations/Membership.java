package dev.fettle.organizations;

import dev.fettle.platform.http.ApiException;

/** A person's place in an organization: the proof that they may see what is in it. */
public record Membership(
    long organizationId, String organizationSlug, long memberId, long accountId, Role role) {

  /**
   * Requires a role.
   *
   * @throws ApiException 403 with that detail when this role is lower
   */
  public void require(Role lowest, String refusal) {
    if (!role.atLeast(lowest)) {
      throw ApiException.forbidden(refusal);
    }
  }
}
