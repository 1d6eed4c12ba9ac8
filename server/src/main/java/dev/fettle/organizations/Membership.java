package dev.fettle.organizations;

import dev.fettle.core.id.AccountId;
import dev.fettle.core.id.MemberId;
import dev.fettle.core.id.OrganizationId;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.Tenant;

/**
 * A person's place in an organization: the proof that they may see what is in it.
 *
 * @param openMembership whether the organization's members come and go in its teams as they like
 */
public record Membership(
    OrganizationId organizationId,
    String organizationSlug,
    boolean openMembership,
    MemberId memberId,
    AccountId accountId,
    Role role)
    implements Tenant {}
