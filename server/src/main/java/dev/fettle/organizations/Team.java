package dev.fettle.organizations;

import java.time.Instant;

/**
 * A team as somebody sees it.
 *
 * @param member whether that somebody is in it
 */
public record Team(
    long id,
    long organizationId,
    String slug,
    Instant createdAt,
    boolean member,
    int memberCount) {}
