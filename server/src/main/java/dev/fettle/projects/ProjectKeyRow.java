package dev.fettle.projects;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key as the people of its project see it. */
record ProjectKeyRow(
    long id,
    long projectId,
    UUID publicKey,
    String name,
    boolean active,
    ProjectKey.@Nullable RateLimit rateLimit,
    Instant createdAt) {}
