package dev.fettle.core.otlp;

import dev.fettle.core.Texts;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A span of OpenTelemetry while it is read, and as an SDK would have sent it. */
final class SpanDraft {

  private static final int SERVER = 2;
  private static final int CLIENT = 3;
  private static final int PRODUCER = 4;
  private static final int CONSUMER = 5;
  private static final int ERROR = 2;

  /** The flags say whether the parent is in another process; bit 9 says that it is. */
  private static final long KNOWS_PARENT = 0x100;

  private static final long REMOTE_PARENT = 0x200;
  private static final String[] EXCEPTION = {
    "exception.type", "exception.message", "exception.stacktrace"
  };

  private static final int MAX_EVENTS = 128;
  private static final int MAX_NAME = 1024;

  final OtlpAttributes attributes;
  private final ArrayNode events = JsonNodeFactory.instance.arrayNode();
  private final ArrayNode links = JsonNodeFactory.instance.arrayNode();
  String traceId = "";
  String spanId = "";
  String parentId = "";
  String name = "";
  int kind;
  long start;
  long end;
  long flags;
  int status;

  SpanDraft(OtlpAttributes resource) {
    this.attributes = OtlpAttributes.over(resource);
  }

  boolean isValid() {
    return !traceId.isEmpty() && !spanId.isEmpty();
  }

  void addEvent(String eventName, long nanos, OtlpAttributes eventAttributes) {
    if (eventName.equals("exception")) {
      // the span itself tells what went wrong, as the conventions have it for spans and logs
      for (String field : EXCEPTION) {
        attributes.put(field, eventAttributes.text(field));
      }
    }
    if (events.size() < MAX_EVENTS) {
      ObjectNode event = events.addObject().put("name", Texts.cut(eventName, MAX_NAME));
      event.put("timestamp", Numbers.seconds(nanos));
      event.set("attributes", eventAttributes.typed());
    }
  }

  void addLink(String linkedTrace, String linkedSpan, OtlpAttributes linkAttributes) {
    if (links.size() < MAX_EVENTS && !linkedTrace.isEmpty() && !linkedSpan.isEmpty()) {
      ObjectNode link = links.addObject().put("trace_id", linkedTrace).put("span_id", linkedSpan);
      link.set("attributes", linkAttributes.typed());
    }
  }

  /** In the shape of sdk-wire section 8.3. */
  ObjectNode toJson() {
    ObjectNode span = JsonNodeFactory.instance.objectNode();
    span.put("trace_id", traceId).put("span_id", spanId);
    if (!parentId.isEmpty()) {
      span.put("parent_span_id", parentId);
    }
    span.put("name", Texts.cut(name, MAX_NAME));
    span.put("start_timestamp", Numbers.seconds(start));
    span.put("end_timestamp", Numbers.seconds(Math.max(start, end)));
    span.put("is_segment", isSegment());
    span.put("status", status == ERROR ? "error" : "ok");
    describe();
    span.set("attributes", attributes.typed());
    if (!events.isEmpty()) {
      span.set("events", events);
    }
    if (!links.isEmpty()) {
      span.set("links", links);
    }
    return span;
  }

  /** The first span of its process in the trace: no parent, or one in another process. */
  private boolean isSegment() {
    if (parentId.isEmpty() || (flags & REMOTE_PARENT) != 0) {
      return true;
    }
    return (flags & KNOWS_PARENT) == 0 && (kind == SERVER || kind == CONSUMER);
  }

  /** The names SDKs give to what OpenTelemetry's conventions say. */
  private void describe() {
    attributes.put("sentry.origin", "auto.otlp");
    attributes.put("sentry.release", attributes.text("service.version"));
    String environment = attributes.text("deployment.environment.name");
    attributes.put(
        "sentry.environment",
        environment == null ? attributes.text("deployment.environment") : environment);
    if (!attributes.has("sentry.op")) {
      attributes.put("sentry.op", operation());
    }
    if (isSegment()) {
      boolean route = attributes.has("http.route") || attributes.has("rpc.method");
      attributes.put("sentry.segment.name.source", route ? "route" : "custom");
    }
  }

  /** Semantic conventions say by their mandatory attributes what a span is about. */
  private @Nullable String operation() {
    if (attributes.has("http.request.method") || attributes.has("http.method")) {
      return kind == SERVER ? "http.server" : kind == CLIENT ? "http.client" : "http";
    }
    if (attributes.has("db.system.name") || attributes.has("db.system")) {
      return "db";
    }
    if (attributes.has("messaging.system")) {
      return kind == PRODUCER ? "queue.publish" : kind == CONSUMER ? "queue.process" : "queue";
    }
    String rpc = attributes.text("rpc.system");
    if (rpc != null) {
      return kind == SERVER ? "rpc.server" : "rpc.client";
    }
    String faas = attributes.text("faas.trigger");
    return faas == null ? null : "function." + faas.toLowerCase(Locale.ROOT);
  }
}
