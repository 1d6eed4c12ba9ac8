package dev.fettle.organizations;

import dev.fettle.core.id.OrganizationId;
import dev.fettle.core.id.TeamId;
import java.time.Instant;

/**
 * A team as somebody sees it.
 *
 * @param member whether that somebody is in it
 */
public record Team(
    TeamId id,
    OrganizationId organizationId,
    String slug,
    Instant createdAt,
    boolean member,
    int memberCount) {}
