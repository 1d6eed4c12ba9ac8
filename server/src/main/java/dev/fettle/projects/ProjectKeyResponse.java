package dev.fettle.projects;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fettle.platform.http.Origin;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key on the wire: GlitchTip's {@code ProjectKeySchema}, and whether it is switched on.
 *
 * @param dsn {@code public}, {@code secret} (the same; old SDKs ask for it) and {@code security}
 *     (the address for a browser's policy reports)
 */
record ProjectKeyResponse(
    String name,
    @Nullable RateLimitShape rateLimit,
    Instant dateCreated,
    UUID id,
    Dsn dsn,
    @Nullable String label,
    @JsonProperty("public") UUID publicKey,
    @JsonProperty("projectID") long projectId,
    boolean isActive) {

  /** Where events are sent to. */
  record Dsn(@JsonProperty("public") String forEvents, String secret, String security) {}

  /** At most {@code count} events in {@code window} seconds. */
  record RateLimitShape(int window, int count) {}

  static ProjectKeyResponse from(ProjectKeyRow key, Origin origin) {
    var limit = key.rateLimit();
    var dsn = dsn(origin.url(), key.publicKey(), key.projectId().value());
    return new ProjectKeyResponse(
        key.name(),
        limit == null ? null : new RateLimitShape(limit.windowSeconds(), limit.count()),
        key.createdAt(),
        key.publicKey(),
        new Dsn(
            dsn,
            dsn,
            "%s/api/%d/security/?glitchtip_key=%s"
                .formatted(origin.url(), key.projectId().value(), hex(key.publicKey()))),
        key.name().isEmpty() ? null : key.name(),
        key.publicKey(),
        key.projectId().value(),
        key.active());
  }

  /**
   * {@code https://<key>@host/<project>}: the key as 32 hex digits, because old SDKs want no
   * dashes.
   */
  static String dsn(String url, UUID publicKey, long projectId) {
    int host = url.indexOf("://") + 3;
    return "%s%s@%s/%d"
        .formatted(url.substring(0, host), hex(publicKey), url.substring(host), projectId);
  }

  private static String hex(UUID key) {
    return key.toString().replace("-", "");
  }
}
