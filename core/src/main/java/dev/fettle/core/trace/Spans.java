package dev.fettle.core.trace;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.ClientClock;
import dev.fettle.core.Entries;
import dev.fettle.core.JsonFields;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.event.Attributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
 * @param cut see {@link Entries#cut}
 */
public record Spans(List<Span> spans, int broken, boolean cut) {
  private static final int MAX_NAME = 1024;
  private static final int MAX_TEXT = 255;
  private static final int MAX_BYTES = 64 * 1024;
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

  public Spans {
    spans = List.copyOf(spans);
  }

  /**
   * Reads an item.
   *
   * @param container whether it is one of version 2
   * @param scrubIp whether addresses are shortened
   * @throws MalformedPayloadException when the bytes are no JSON object or list
   */
  public static Spans read(ByteSlice payload, boolean container, ClientClock clock, boolean scrubIp)
      throws MalformedPayloadException {
    var entries = Entries.read(payload);
    var spans = new ArrayList<Span>(entries.objects().size());
    for (var entry : entries.objects()) {
      boolean second = container || entry.get("end_timestamp") != null;
      var span = second ? versionTwo(entry, clock, scrubIp) : versionOne(entry, clock, scrubIp);
      if (span != null) {
        spans.add(span);
      }
    }
    int broken = entries.broken() + entries.objects().size() - spans.size();
    return new Spans(spans, broken, entries.cut());
  }

  private static @Nullable Span versionTwo(JsonFields span, ClientClock clock, boolean scrubIp) {
    var traceId = span.uuid("trace_id");
    var spanId = span.spanId("span_id");
    if (traceId == null || spanId == null) {
      return null;
    }
    var all = Attributes.flat(span.get("attributes"));
    var json = JsonNodeFactory.instance.objectNode();
    put(json, "attributes", Attributes.kept(all, LEFT_OUT, scrubIp));
    for (var field : List.of("kind", "links", "events")) {
      put(json, field, span.get(field));
    }
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
        start(start, end, clock),
        duration(start, end),
        span.text("status", MAX_TEXT),
        firstText(all, "http.request.method", "http.method"),
        all.text("sentry.release", MAX_TEXT),
        all.text("sentry.environment", MAX_TEXT),
        written(json));
  }

  private static @Nullable Span versionOne(JsonFields span, ClientClock clock, boolean scrubIp) {
    var traceId = span.uuid("trace_id");
    var spanId = span.spanId("span_id");
    if (traceId == null || spanId == null) {
      return null;
    }
    var data = Attributes.flat(span.get("data"));
    var json = JsonNodeFactory.instance.objectNode();
    put(json, "attributes", Attributes.kept(data, LEFT_OUT, scrubIp));
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
        start(start, end, clock),
        duration(start, end),
        span.text("status", MAX_TEXT),
        firstText(data, "http.request.method", "http.method"),
        firstText(data, "sentry.release", "release"),
        firstText(data, "sentry.environment", "environment"),
        written(json));
  }

  private static @Nullable String firstText(JsonFields fields, String first, String second) {
    var text = fields.text(first, MAX_TEXT);
    return text == null ? fields.text(second, MAX_TEXT) : text;
  }

  /** Without what is beside the attributes when that is too much. */
  private static ByteSlice written(ObjectNode json) {
    var bytes = LenientJson.write(json);
    if (bytes.length > MAX_BYTES) {
      json.retain("attributes");
      bytes = LenientJson.write(json);
    }
    return ByteSlice.of(bytes);
  }

  private static void put(ObjectNode json, String field, @Nullable JsonNode value) {
    if (value != null && !(value.isContainer() && value.isEmpty())) {
      json.set(field, value);
    }
  }

  private static Instant start(@Nullable Instant start, @Nullable Instant end, ClientClock clock) {
    return clock.credible(start == null ? end : start);
  }

  private static long duration(@Nullable Instant start, @Nullable Instant end) {
    if (start == null || end == null || !end.isAfter(start)) {
      return 0;
    }
    var duration = Duration.between(start, end);
    return (duration.compareTo(LONGEST) > 0 ? LONGEST : duration).toNanos() / 1000;
  }
}
