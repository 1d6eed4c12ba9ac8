package dev.fettle.core.event;

import dev.fettle.core.Texts;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The message of an event: {@code message} as a text or an object, {@code logentry}, or both
 * (sdk-wire 8.1). The normalised form is always {@code logentry {message?, params?, formatted}}.
 */
final class Messages {
  static final int MAX_FORMATTED = 8192;

  private Messages() {}

  /** Normalises into {@code out.logentry}; null when the event has no message. */
  static @Nullable LogEntry normalize(Scope event, ObjectNode out) {
    LogEntry entry = entry(event, out, "logentry");
    if (entry == null) {
      entry = entry(event, out, "message");
    }
    return entry == null ? feedback(event, out) : entry;
  }

  private static @Nullable LogEntry feedback(Scope event, ObjectNode out) {
    if (!(event.get("contexts") instanceof ObjectNode contexts)
        || !(contexts.get("feedback") instanceof ObjectNode feedback)) {
      return null;
    }
    JsonNode message = feedback.get("message");
    return message == null || !message.isString() || message.stringValue().isBlank()
        ? null
        : plain(out, Texts.ellipsis(message.stringValue(), MAX_FORMATTED));
  }

  private static @Nullable LogEntry entry(Scope event, ObjectNode out, String field) {
    JsonNode value = event.get(field);
    if (value == null) {
      return null;
    }
    if (!value.isObject()) {
      String text = event.text(field, MAX_FORMATTED);
      return text == null ? null : plain(out, text);
    }
    Scope entry = event.object(field);
    if (entry == null) {
      return null;
    }
    entry.dropNulls();
    String formatted = entry.text("formatted", MAX_FORMATTED);
    String template = entry.text("message", MAX_FORMATTED);
    JsonNode params = params(entry);
    if (formatted == null) {
      if (template == null) {
        return null;
      }
      formatted = params == null ? template : Interpolation.apply(template, params, MAX_FORMATTED);
    }
    if (params == null) {
      return plain(out, formatted);
    }
    ObjectNode logentry = out.putObject("logentry");
    if (template != null) {
      logentry.put("message", template);
    }
    logentry.set("params", params);
    logentry.put("formatted", formatted);
    return new LogEntry(formatted, template);
  }

  private static LogEntry plain(ObjectNode out, String text) {
    out.putObject("logentry").put("formatted", text);
    return new LogEntry(text, null);
  }

  private static @Nullable JsonNode params(Scope entry) {
    JsonNode params = entry.get("params");
    if (params == null || params.isEmpty()) {
      return null;
    }
    if (params instanceof ArrayNode || params instanceof ObjectNode) {
      return params;
    }
    entry.drop("params", params);
    return null;
  }
}
