package dev.fettle.organizations;

import dev.fettle.core.id.AccountId;
import dev.fettle.core.id.MemberId;
import dev.fettle.core.id.OrganizationId;
import dev.fettle.platform.http.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in an organization.
 *
 * @param accountId null while an invitation is pending
 * @param email the account's address, or the invited one
 */
public record Member(
    MemberId id,
    OrganizationId organizationId,
    @Nullable AccountId accountId,
    String email,
    Role role,
    boolean primaryOwner,
    Instant createdAt) {}
