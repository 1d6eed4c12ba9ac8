package dev.fettle.core.trace;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.ClientClock;
import dev.fettle.core.JsonFields;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.Texts;
import dev.fettle.core.event.IpAddresses;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The spans of one item: a container of version 2 (sdk-wire 8.3) or a single span of version 1
 * (sdk-wire 7).
 *
 * @param spans those that can be kept
 * @param broken how many have no ids or are no objects
 */
public record Spans(List<Span> spans, int broken) {
  /** What a container may hold; the rest counts as broken. */
  static final int MAX_SPANS = 5_000;

  private static final int MAX_NAME = 1024;
  private static final int MAX_TEXT = 255;
  private static final int MAX_ATTRIBUTES = 200;
  private static final int MAX_VALUE = 8_192;
  private static final Duration LONGEST = Duration.ofDays(30);

  /** Those that have a column, and one that says the same in every span. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "sentry.release",
          "sentry.environment",
          "sentry.op",
          "sentry.segment.id",
          "sentry.sdk.integrations",
          "release",
          "environment");

  private static final Set<String> ADDRESSES =
      Set.of("client.address", "user.ip_address", "http.client_ip");

  public Spans {
    spans = List.copyOf(spans);
  }

  /**
   * Reads an item.
   *
   * @param container whether it is one of version 2
   * @param scrubIp whether addresses are shortened
   * @throws MalformedPayloadException when the bytes are no JSON object
   */
  public static Spans read(ByteSlice payload, boolean container, Instant received, boolean scrubIp)
      throws MalformedPayloadException {
    var root = LenientJson.readObject(payload, JsonLimits.EVENT);
    var spans = new ArrayList<Span>();
    int broken = 0;
    if (!container && !root.has("items")) {
      var span = versionOne(new JsonFields(root), received, scrubIp);
      return span == null ? new Spans(List.of(), 1) : new Spans(List.of(span), 0);
    }
    for (JsonNode entry : new JsonFields(root).list("items")) {
      var span =
          spans.size() < MAX_SPANS ? versionTwo(JsonFields.of(entry), received, scrubIp) : null;
      if (span == null) {
        broken++;
      } else {
        spans.add(span);
      }
    }
    return new Spans(spans, broken);
  }

  private static @Nullable Span versionTwo(JsonFields span, Instant received, boolean scrubIp) {
    var traceId = span.uuid("trace_id");
    var spanId = span.spanId("span_id");
    if (traceId == null || spanId == null) {
      return null;
    }
    var attributes = attributes(span.object("attributes"), scrubIp);
    var all = flat(span.object("attributes"));
    var json = JsonNodeFactory.instance.objectNode();
    put(json, "attributes", attributes);
    put(json, "links", span.get("links"));
    var start = span.time("start_timestamp");
    var end = span.time("end_timestamp");
    var name = span.text("name", MAX_NAME);
    return new Span(
        traceId,
        spanId,
        span.spanId("parent_span_id"),
        all.spanId("sentry.segment.id"),
        span.isTrue("is_segment"),
        name == null ? TransactionNames.UNNAMED : name,
        firstText(all, "sentry.segment.name.source", "sentry.span.source"),
        all.text("sentry.op", MAX_TEXT),
        start(start, end, received),
        duration(start, end),
        span.text("status", MAX_TEXT),
        firstText(all, "http.request.method", "http.method"),
        all.text("sentry.release", MAX_TEXT),
        all.text("sentry.environment", MAX_TEXT),
        ByteSlice.of(LenientJson.write(json)));
  }

  private static @Nullable Span versionOne(JsonFields span, Instant received, boolean scrubIp) {
    var traceId = span.uuid("trace_id");
    var spanId = span.spanId("span_id");
    if (traceId == null || spanId == null) {
      return null;
    }
    var data = span.object("data");
    var json = JsonNodeFactory.instance.objectNode();
    put(json, "attributes", attributes(data, scrubIp));
    for (var field : List.of("measurements", "origin", "tags", "exclusive_time", "links")) {
      put(json, field, span.get(field));
    }
    var start = span.time("start_timestamp");
    var end = span.time("timestamp");
    var name = span.text("description", MAX_NAME);
    return new Span(
        traceId,
        spanId,
        span.spanId("parent_span_id"),
        span.spanId("segment_id"),
        span.isTrue("is_segment"),
        name == null ? TransactionNames.UNNAMED : name,
        null,
        span.text("op", MAX_TEXT),
        start(start, end, received),
        duration(start, end),
        span.text("status", MAX_TEXT),
        firstText(data, "http.request.method", "http.method"),
        firstText(data, "sentry.release", "release"),
        firstText(data, "sentry.environment", "environment"),
        ByteSlice.of(LenientJson.write(json)));
  }

  private static @Nullable String firstText(JsonFields fields, String first, String second) {
    var text = fields.text(first, MAX_TEXT);
    return text == null ? fields.text(second, MAX_TEXT) : text;
  }

  /** {@code {key: {value, type}}} as {@code {key: value}}. */
  private static JsonFields flat(JsonFields attributes) {
    var flat = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : attributes.node().properties()) {
      var value = entry.getValue();
      flat.set(entry.getKey(), value instanceof ObjectNode typed ? typed.path("value") : value);
    }
    return new JsonFields(flat);
  }

  private static ObjectNode attributes(JsonFields attributes, boolean scrubIp) {
    var kept = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : flat(attributes).node().properties()) {
      var value = entry.getValue();
      if (kept.size() >= MAX_ATTRIBUTES
          || LEFT_OUT.contains(entry.getKey())
          || value.isNull()
          || value.isMissingNode()
          || value.isObject()) {
        continue;
      }
      if (!value.isString()) {
        kept.set(entry.getKey(), value);
      } else if (!scrubIp || !ADDRESSES.contains(entry.getKey())) {
        kept.put(entry.getKey(), Texts.ellipsis(value.stringValue(), MAX_VALUE));
      } else {
        var network = IpAddresses.anonymize(value.stringValue());
        if (network != null) {
          kept.put(entry.getKey(), network);
        }
      }
    }
    return kept;
  }

  private static void put(ObjectNode json, String field, @Nullable JsonNode value) {
    if (value != null && !(value.isContainer() && value.isEmpty())) {
      json.set(field, value);
    }
  }

  private static Instant start(@Nullable Instant start, @Nullable Instant end, Instant received) {
    return ClientClock.credible(start == null ? end : start, received);
  }

  private static long duration(@Nullable Instant start, @Nullable Instant end) {
    if (start == null || end == null || !end.isAfter(start)) {
      return 0;
    }
    var duration = Duration.between(start, end);
    return (duration.compareTo(LONGEST) > 0 ? LONGEST : duration).toNanos() / 1000;
  }
}
