package dev.fettle.core.otlp;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.MalformedPayloadException;
import tools.jackson.databind.JsonNode;

/** Reads an {@code ExportTraceServiceRequest}. */
public final class OtlpTraces {

  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;

  private OtlpTraces() {}

  /**
   * Reads protobuf.
   *
   * @throws MalformedPayloadException when the bytes are no protobuf
   * @throws TooManyEntriesException when it holds more than is read at once
   */
  public static OtlpBatch fromProtobuf(ByteSlice body)
      throws MalformedPayloadException, TooManyEntriesException {
    Containers containers = new Containers();
    OtlpWalk.protobuf(
        body, (span, resource) -> add(span(span, new SpanDraft(resource)), containers));
    return containers.batch();
  }

  /**
   * Reads JSON.
   *
   * @throws MalformedPayloadException when the bytes are no JSON object
   * @throws TooManyEntriesException when it holds more than is read at once
   */
  public static OtlpBatch fromJson(ByteSlice body)
      throws MalformedPayloadException, TooManyEntriesException {
    Containers containers = new Containers();
    OtlpWalk.json(
        body,
        OtlpWalk.TRACES,
        (span, resource) -> add(span(span, new SpanDraft(resource)), containers));
    return containers.batch();
  }

  private static void add(SpanDraft span, Containers containers) throws TooManyEntriesException {
    containers.add(span.toJson(), span.isValid());
  }

  private static SpanDraft span(Proto span, SpanDraft draft) throws MalformedPayloadException {
    while (span.next()) {
      switch (span.field()) {
        case 1 -> draft.traceId = Numbers.id(span.bytes(), TRACE_ID_BYTES);
        case 2 -> draft.spanId = Numbers.id(span.bytes(), SPAN_ID_BYTES);
        case 4 -> draft.parentId = Numbers.id(span.bytes(), SPAN_ID_BYTES);
        case 5 -> draft.name = span.text();
        case 6 -> draft.kind = (int) span.number();
        case 7 -> draft.start = span.number();
        case 8 -> draft.end = span.number();
        case 9 -> draft.attributes.read(span.message());
        case 11 -> event(span.message(), draft);
        case 13 -> link(span.message(), draft);
        case 15 -> status(span.message(), draft);
        case 16 -> draft.flags = span.number();
        default -> {}
      }
    }
    return draft;
  }

  private static void event(Proto event, SpanDraft draft) throws MalformedPayloadException {
    OtlpAttributes attributes = draft.attributes.beside();
    long time = 0;
    String name = "";
    while (event.next()) {
      switch (event.field()) {
        case 1 -> time = event.number();
        case 2 -> name = event.text();
        case 3 -> attributes.read(event.message());
        default -> {}
      }
    }
    draft.addEvent(name, time, attributes);
  }

  private static void link(Proto link, SpanDraft draft) throws MalformedPayloadException {
    OtlpAttributes attributes = draft.attributes.beside();
    String traceId = "";
    String spanId = "";
    while (link.next()) {
      switch (link.field()) {
        case 1 -> traceId = Numbers.id(link.bytes(), TRACE_ID_BYTES);
        case 2 -> spanId = Numbers.id(link.bytes(), SPAN_ID_BYTES);
        case 4 -> attributes.read(link.message());
        default -> {}
      }
    }
    draft.addLink(traceId, spanId, attributes);
  }

  private static void status(Proto status, SpanDraft draft) throws MalformedPayloadException {
    while (status.next()) {
      switch (status.field()) {
        case 2 -> draft.attributes.put("otel.status_description", status.text());
        case 3 -> draft.status = (int) status.number();
        default -> {}
      }
    }
  }

  private static SpanDraft span(JsonNode span, SpanDraft draft) {
    draft.traceId = Numbers.id(span.path("traceId").asString(""), TRACE_ID_BYTES);
    draft.spanId = Numbers.id(span.path("spanId").asString(""), SPAN_ID_BYTES);
    draft.parentId = Numbers.id(span.path("parentSpanId").asString(""), SPAN_ID_BYTES);
    draft.name = span.path("name").asString("");
    draft.kind = (int) Numbers.whole(span.path("kind"));
    draft.start = Numbers.whole(span.path("startTimeUnixNano"));
    draft.end = Numbers.whole(span.path("endTimeUnixNano"));
    draft.flags = Numbers.whole(span.path("flags"));
    draft.status = (int) Numbers.whole(span.path("status").path("code"));
    draft.attributes.put(
        "otel.status_description", span.path("status").path("message").asString(""));
    draft.attributes.read(span.get("attributes"));
    for (JsonNode event : span.path("events")) {
      OtlpAttributes attributes = draft.attributes.beside();
      attributes.read(event.get("attributes"));
      draft.addEvent(
          event.path("name").asString(""), Numbers.whole(event.path("timeUnixNano")), attributes);
    }
    for (JsonNode link : span.path("links")) {
      OtlpAttributes attributes = draft.attributes.beside();
      attributes.read(link.get("attributes"));
      draft.addLink(
          Numbers.id(link.path("traceId").asString(""), TRACE_ID_BYTES),
          Numbers.id(link.path("spanId").asString(""), SPAN_ID_BYTES),
          attributes);
    }
    return draft;
  }
}
