package dev.fettle.core.envelope;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The first line of an envelope. Any field can be absent: client reports and Python sessions send
 * {@code {}}.
 *
 * @param eventId id of the event, transaction or report inside
 * @param dsn where the client was told to send to; the only authentication of tunnelled requests
 * @param sentAt the client's clock when it sent the envelope
 * @param sdkName for instance {@code sentry.javascript.node}
 * @param sdkVersion for instance {@code 11.12.0}
 * @param traceId trace the items belong to
 */
public record EnvelopeHeader(
    @Nullable UUID eventId,
    @Nullable Dsn dsn,
    @Nullable Instant sentAt,
    @Nullable String sdkName,
    @Nullable String sdkVersion,
    @Nullable UUID traceId) {}
