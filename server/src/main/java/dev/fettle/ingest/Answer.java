package dev.fettle.ingest;

import dev.fettle.core.ByteSlice;
import dev.fettle.items.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told (sdk-wire section 10: short bodies; an empty one with 429, or PHP's SDK
 * ignores the limits).
 *
 * @param contentType of the body; says nothing when that is empty
 * @param cause for {@code X-Sentry-Error}, which legacy clients log; null for none
 * @param retryAfterSeconds 0 for none
 * @param rateLimits for {@code X-Sentry-Rate-Limits}; null for none
 */
public record Answer(
    int status,
    String contentType,
    ByteSlice body,
    @Nullable String cause,
    int retryAfterSeconds,
    @Nullable String rateLimits) {

  private static final String JSON = "application/json";

  public static Answer ok(String json) {
    return of(200, JSON, json);
  }

  /** A status and nothing else. */
  public static Answer empty(int status) {
    return of(status, JSON, "");
  }

  public static Answer of(int status, String contentType, String body) {
    return of(status, contentType, ByteSlice.of(body));
  }

  public static Answer of(int status, String contentType, ByteSlice body) {
    return new Answer(status, contentType, body, null, 0, null);
  }

  /** A client's fault; {@code detail} is the body's, {@code cause} says more. */
  public static Answer fault(int status, String detail, String cause) {
    return new Answer(
        status, JSON, ByteSlice.of("{\"detail\":\"" + detail + "\"}"), cause, 0, null);
  }

  /** Come back later: for every category, in that scope. */
  static Answer later(int seconds, String scope, Reason reason) {
    return new Answer(
        429,
        JSON,
        ByteSlice.of(""),
        reason.label(),
        seconds,
        "%d::%s:%s".formatted(seconds, scope, reason.label()));
  }

  /** The same answer with another body. */
  Answer with(String newContentType, ByteSlice newBody) {
    return new Answer(status, newContentType, newBody, cause, retryAfterSeconds, rateLimits);
  }

  boolean isSuccess() {
    return status / 100 == 2;
  }
}
