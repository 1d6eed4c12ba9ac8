package dev.fettle.organizations;

import java.time.Instant;

/**
 * A tenant.
 *
 * @param scrubIpAddresses whether addresses are shortened in all its projects, whatever those say
 */
public record Organization(
    long id,
    String name,
    String slug,
    Instant createdAt,
    boolean acceptingEvents,
    boolean openMembership,
    boolean scrubIpAddresses) {}
