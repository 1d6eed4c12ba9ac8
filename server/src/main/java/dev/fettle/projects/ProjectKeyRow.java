package dev.fettle.projects;

import dev.fettle.core.id.ProjectId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key as the people of its project see it. */
record ProjectKeyRow(
    long id,
    ProjectId projectId,
    UUID publicKey,
    String name,
    boolean active,
    ProjectKey.@Nullable RateLimit rateLimit,
    Instant createdAt) {}
