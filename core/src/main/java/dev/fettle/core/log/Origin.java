package dev.fettle.core.log;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.JsonFields;
import dev.fettle.core.LenientJson;
import dev.fettle.core.event.Attributes;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a log or a metric comes from, and the attributes that say no more than that.
 *
 * @param host the machine, {@code server.address} of SDKs
 * @param attributes the others as UTF-8 JSON, null for none
 */
public record Origin(
    @Nullable UUID traceId,
    @Nullable Long spanId,
    @Nullable String service,
    @Nullable String host,
    @Nullable String environment,
    @Nullable String release,
    @Nullable ByteSlice attributes) {
  private static final int MAX_TEXT = 255;

  /** Those that have a column, and a counter that only sorts what time has sorted. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "sentry.release",
          "sentry.environment",
          "sentry.service",
          "sentry.severity_text",
          "sentry.severity_number",
          "sentry.timestamp.sequence",
          "service.name",
          "service.version",
          "deployment.environment",
          "deployment.environment.name",
          "server.address",
          "host.name");

  static Origin read(JsonFields entry, boolean scrubIp) {
    var attributes = Attributes.flat(entry.get("attributes"));
    var kept = Attributes.kept(attributes, LEFT_OUT, scrubIp);
    var traceId = entry.uuid("trace_id");
    var spanId = entry.spanId("span_id");
    return new Origin(
        traceId == null ? entry.uuid("traceId") : traceId,
        spanId == null ? entry.spanId("spanId") : spanId,
        first(attributes, "sentry.service", "service.name"),
        first(attributes, "server.address", "host.name"),
        first(
            attributes,
            "sentry.environment",
            "deployment.environment.name",
            "deployment.environment"),
        first(attributes, "sentry.release", "service.version"),
        kept.isEmpty() ? null : ByteSlice.of(LenientJson.write(kept)));
  }

  private static @Nullable String first(JsonFields attributes, String... names) {
    for (var name : names) {
      var text = attributes.text(name, MAX_TEXT);
      if (text != null) {
        return text;
      }
    }
    return null;
  }
}
