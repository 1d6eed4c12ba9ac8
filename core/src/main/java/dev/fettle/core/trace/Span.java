package dev.fettle.core.trace;

import dev.fettle.core.ByteSlice;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A span that came on its own, not inside a transaction.
 *
 * @param segmentId the span at the root of its service's part of the trace
 * @param segment whether it is that root: what used to be a transaction
 * @param name what is shown, at most 1,024 characters
 * @param nameSource what kind of name it is, for instance {@code route} or {@code url}
 * @param durationMicros never negative
 * @param status as the client says it, for instance {@code ok}
 * @param method of an HTTP request
 * @param json what has no place above: {@code attributes, links, origin, measurements}, UTF-8
 */
public record Span(
    UUID traceId,
    long spanId,
    @Nullable Long parentSpanId,
    @Nullable Long segmentId,
    boolean segment,
    String name,
    @Nullable String nameSource,
    @Nullable String op,
    Instant startedAt,
    long durationMicros,
    @Nullable String status,
    @Nullable String method,
    @Nullable String release,
    @Nullable String environment,
    ByteSlice json) {}
