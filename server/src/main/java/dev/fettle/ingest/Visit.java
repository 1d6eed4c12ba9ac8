package dev.fettle.ingest;

import dev.fettle.core.ByteSlice;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a door sees of an admitted request.
 *
 * @param body decoded, in one piece; its memory is charged to the budget of all bodies
 * @param received when it came, by our clock
 * @param freshId an id for an event that brings none
 */
public record Visit(
    String method,
    Target target,
    Parameters query,
    @Nullable String contentType,
    @Nullable String userAgent,
    ByteSlice body,
    Instant received,
    UUID freshId) {}
