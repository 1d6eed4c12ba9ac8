package dev.fettle.platform.outbox;

import java.time.Instant;

/**
 * A message that was taken for delivery.
 *
 * @param id the same at each attempt and different for each message, channel and recipient
 * @param attempt from 1; also the proof of who has taken it last
 * @param failures attempts before this one that ended with a failure; fewer than {@code attempt -
 *     1} when a process died during one
 */
public record Parcel(
    long id,
    String message,
    String recipient,
    String payload,
    Instant createdAt,
    Instant expiresAt,
    int attempt,
    int failures) {}
