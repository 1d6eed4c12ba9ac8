package dev.fettle.issues;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code entries} of an event (glitchtip-behaviour §19, glitchtip-api §8), built from the
 * stored JSON when it is read. {@code hasSystemFrames} says what its name says; GlitchTip has it
 * the other way round.
 */
final class EventEntries {

  /** Stored name to the API's name, where they differ. */
  private static final Map<String, String> FRAME_NAMES =
      Map.of(
          "abs_path", "absPath",
          "lineno", "lineNo",
          "colno", "colNo",
          "in_app", "inApp",
          "raw_function", "rawFunction",
          "instruction_addr", "instructionAddr",
          "symbol_addr", "symbolAddr",
          "image_addr", "imageAddr",
          "addr_mode", "addrMode",
          "source_link", "sourceLink");

  private static final String[] FRAME_FIELDS = {
    "filename",
    "abs_path",
    "module",
    "function",
    "raw_function",
    "lineno",
    "colno",
    "in_app",
    "vars",
    "package",
    "platform",
    "instruction_addr",
    "symbol_addr",
    "symbol",
    "source_link"
  };

  private final ObjectNode stored;
  private final ArrayNode entries = JsonNodeFactory.instance.arrayNode();

  EventEntries(ObjectNode stored) {
    this.stored = stored;
  }

  ArrayNode all() {
    exceptions();
    threads();
    message();
    breadcrumbs();
    request();
    csp();
    return entries;
  }

  private ObjectNode entry(String type) {
    return entries.addObject().put("type", type).putObject("data");
  }

  private void exceptions() {
    var values = stored.at("/exception/values");
    if (!values.isArray() || values.isEmpty()) {
      return;
    }
    var data = entry("exception");
    boolean system = false;
    var rendered = data.putArray("values");
    for (var exception : values) {
      var view = rendered.addObject();
      copy(exception, view, "type", "type");
      copy(exception, view, "value", "value");
      copy(exception, view, "module", "module");
      copy(exception, view, "thread_id", "threadId");
      copy(exception, view, "mechanism", "mechanism");
      system |= stackTrace(exception.get("stacktrace"), view, "stacktrace");
      stackTrace(exception.get("raw_stacktrace"), view, "rawStacktrace");
    }
    data.put("hasSystemFrames", system);
  }

  private void threads() {
    var values = stored.at("/threads/values");
    if (!values.isArray() || values.isEmpty()) {
      return;
    }
    var rendered = entry("threads").putArray("values");
    for (var thread : values) {
      var view = rendered.addObject();
      for (var field : new String[] {"id", "name", "crashed", "current", "state"}) {
        copy(thread, view, field, field);
      }
      stackTrace(thread.get("stacktrace"), view, "stacktrace");
    }
  }

  /** Writes a stack trace; whether any of its frames is not the customer's own. */
  private static boolean stackTrace(@Nullable JsonNode trace, ObjectNode target, String name) {
    if (trace == null || !trace.path("frames").isArray()) {
      target.putNull(name);
      return false;
    }
    boolean system = false;
    var view = target.putObject(name);
    var frames = view.putArray("frames");
    for (var frame : trace.get("frames")) {
      system |= !frame.path("in_app").asBoolean(false);
      frame(frame, frames.addObject());
    }
    view.putNull("framesOmitted");
    copy(trace, view, "registers", "registers");
    view.put("hasSystemFrames", system);
    return system;
  }

  private static void frame(JsonNode frame, ObjectNode view) {
    for (var field : FRAME_FIELDS) {
      copy(frame, view, field, FRAME_NAMES.getOrDefault(field, field));
    }
    view.putNull("errors");
    view.putNull("trust");
    context(frame, view.putArray("context"));
  }

  /** Pairs of line number and text around the failing line. */
  private static void context(JsonNode frame, ArrayNode context) {
    var line = frame.get("context_line");
    if (line == null || !line.isString()) {
      return;
    }
    int number = frame.path("lineno").asInt(0);
    var before = frame.path("pre_context");
    int at = number - before.size();
    for (var text : before) {
      context.addArray().add(at++).add(text);
    }
    context.addArray().add(number).add(line);
    at = number + 1;
    for (var text : frame.path("post_context")) {
      context.addArray().add(at++).add(text);
    }
  }

  private void message() {
    var message = stored.get("logentry");
    if (message == null || !message.isObject()) {
      return;
    }
    var data = entry("message");
    copy(message, data, "formatted", "formatted");
    if (message.has("message")) {
      copy(message, data, "message", "message");
    }
    if (message.has("params")) {
      copy(message, data, "params", "params");
    }
  }

  private void breadcrumbs() {
    var values = stored.at("/breadcrumbs/values");
    if (!values.isArray() || values.isEmpty()) {
      return;
    }
    var rendered = entry("breadcrumbs").putArray("values");
    for (var crumb : values) {
      var view = rendered.addObject();
      view.put("type", crumb.path("type").asString("default"));
      copy(crumb, view, "category", "category");
      copy(crumb, view, "message", "message");
      copy(crumb, view, "data", "data");
      view.put("level", crumb.path("level").asString("info"));
      copy(crumb, view, "timestamp", "timestamp");
      copy(crumb, view, "event_id", "event_id");
    }
  }

  private void request() {
    var request = stored.get("request");
    if (request == null || !request.isObject()) {
      return;
    }
    var data = entry("request");
    copy(request, data, "api_target", "apiTarget");
    copy(request, data, "body_size", "bodySize");
    copy(request, data, "cookies", "cookies");
    copy(request, data, "data", "data");
    copy(request, data, "env", "env");
    copy(request, data, "fragment", "fragment");
    copy(request, data, "method", "method");
    copy(request, data, "protocol", "protocol");
    copy(request, data, "url", "url");
    data.set(
        "headers",
        request.path("headers").isArray()
            ? request.get("headers")
            : JsonNodeFactory.instance.arrayNode());
    data.set(
        "query",
        request.path("query_string").isArray()
            ? request.get("query_string")
            : JsonNodeFactory.instance.arrayNode());
    data.set("inferredContentType", contentType(request));
  }

  private static JsonNode contentType(JsonNode request) {
    for (var header : request.path("headers")) {
      if (header.size() == 2 && header.get(0).asString("").equalsIgnoreCase("content-type")) {
        return header.get(1);
      }
    }
    return JsonNodeFactory.instance.nullNode();
  }

  private void csp() {
    var report = stored.get("csp");
    if (report != null && report.isObject()) {
      entry("csp").setAll((ObjectNode) report);
    }
  }

  private static void copy(JsonNode from, ObjectNode to, String name, String newName) {
    @Nullable JsonNode value = from.get(name);
    to.set(newName, value == null ? JsonNodeFactory.instance.nullNode() : value);
  }
}
