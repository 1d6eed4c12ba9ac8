package dev.fettle.organizations;

import dev.fettle.core.id.OrganizationId;
import java.time.Instant;

/**
 * A tenant.
 *
 * @param scrubIpAddresses whether addresses are shortened in all its projects, whatever those say
 */
public record Organization(
    OrganizationId id,
    String name,
    String slug,
    Instant createdAt,
    boolean acceptingEvents,
    boolean openMembership,
    boolean scrubIpAddresses) {}
