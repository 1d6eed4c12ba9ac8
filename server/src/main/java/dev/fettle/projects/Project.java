package dev.fettle.projects;

import dev.fettle.core.id.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A project that is not deleted.
 *
 * @param platform what its code runs on, such as {@code javascript-angular}; null when nobody said
 * @param member whether the asking person is in one of its teams
 */
public record Project(
    long id,
    OrganizationId organizationId,
    String slug,
    String name,
    @Nullable String platform,
    Instant createdAt,
    @Nullable Instant firstEventAt,
    boolean scrubIpAddresses,
    int eventThrottleRate,
    boolean member) {}
