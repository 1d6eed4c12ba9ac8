package dev.fettle.core.event;

import dev.fettle.core.LenientJson;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A transaction in the one shape the rest of the product knows; made by {@link
 * TransactionNormalizer}.
 *
 * @param eventId the client's id, else the caller's
 * @param name as the client wrote it
 * @param nameSource what kind of name it is, for instance {@code route} or {@code url}
 * @param method of the HTTP request it served
 * @param startedAt by the client's clock if that is credible
 * @param durationMicros never negative
 * @param status of the trace context, for instance {@code ok}
 * @param spanCount spans that are kept in the JSON
 * @param json the whole transaction as it is stored; see {@link #toJson}
 */
public record NormalizedTransaction(
    UUID eventId,
    @Nullable String name,
    @Nullable String nameSource,
    @Nullable String op,
    @Nullable String method,
    @Nullable UUID traceId,
    @Nullable Long spanId,
    Instant startedAt,
    long durationMicros,
    @Nullable String status,
    @Nullable String release,
    @Nullable String environment,
    @Nullable String userKey,
    int spanCount,
    ObjectNode json) {

  /**
   * Compact UTF-8 JSON: the fields of {@link NormalizedEvent#toJson} that a transaction can have,
   * and {@code transaction_info, measurements, spans [{span_id, parent_span_id, op, description,
   * status, origin, start_us, duration_us, data, tags}]}, where {@code start_us} counts from the
   * start of the transaction.
   */
  public byte[] toJson() {
    return LenientJson.write(json);
  }

  /** URL of the request, or null. */
  public @Nullable String requestUrl() {
    var url = json.path("request").path("url");
    return url.isString() ? url.stringValue() : null;
  }
}
