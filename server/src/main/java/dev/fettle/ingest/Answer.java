package dev.fettle.ingest;

import org.jspecify.annotations.Nullable;

/**
 * What a client is told (sdk-wire section 10: short bodies; an empty one with 429, or PHP's SDK
 * ignores the limits).
 *
 * @param body JSON, or "" for none
 * @param cause for {@code X-Sentry-Error}, which legacy clients log; null for none
 * @param retryAfterSeconds 0 for none
 * @param rateLimits for {@code X-Sentry-Rate-Limits}; null for none
 */
record Answer(
    int status,
    String body,
    @Nullable String cause,
    int retryAfterSeconds,
    @Nullable String rateLimits) {

  static Answer ok(String body) {
    return new Answer(200, body, null, 0, null);
  }

  /** A client's fault; {@code detail} is the body's, {@code cause} says more. */
  static Answer fault(int status, String detail, String cause) {
    return new Answer(status, "{\"detail\":\"" + detail + "\"}", cause, 0, null);
  }

  /** Come back later: for every category, in that scope. */
  static Answer later(int seconds, String scope, String reason) {
    return new Answer(429, "", reason, seconds, "%d::%s:%s".formatted(seconds, scope, reason));
  }
}
