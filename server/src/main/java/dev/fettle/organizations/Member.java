package dev.fettle.organizations;

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
    long id,
    long organizationId,
    @Nullable Long accountId,
    String email,
    Role role,
    boolean primaryOwner,
    Instant createdAt) {}
