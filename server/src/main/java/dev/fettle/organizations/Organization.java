package dev.fettle.organizations;

import java.time.Instant;

/** A tenant. */
public record Organization(
    long id,
    String name,
    String slug,
    Instant createdAt,
    boolean acceptingEvents,
    boolean openMembership) {}
