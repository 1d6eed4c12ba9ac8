package dev.fettle.organizations;

import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Tenant;

/** A person's place in an organization: the proof that they may see what is in it. */
public record Membership(
    long organizationId, String organizationSlug, long memberId, long accountId, Role role)
    implements Tenant {}
