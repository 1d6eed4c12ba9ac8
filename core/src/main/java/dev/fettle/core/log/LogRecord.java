package dev.fettle.core.log;

import java.time.Instant;

/**
 * One log.
 *
 * @param at by the client's clock if that is credible
 * @param severity 1 to 24; see {@link Severity}
 * @param body at most 16,384 characters
 */
public record LogRecord(Instant at, int severity, String body, Origin origin) {}
