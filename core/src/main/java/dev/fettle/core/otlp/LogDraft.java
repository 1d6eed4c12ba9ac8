package dev.fettle.core.otlp;

import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A log record of OpenTelemetry while it is read, and as an SDK would have sent it. */
final class LogDraft {

  private static final String[] LEVELS = {"trace", "debug", "info", "warn", "error", "fatal"};
  private static final Set<String> KNOWN = Set.of(LEVELS);
  private static final int LAST_SEVERITY = 24;

  final OtlpAttributes attributes;
  JsonNode body = JsonNodeFactory.instance.nullNode();
  String severityText = "";
  String eventName = "";
  String traceId = "";
  String spanId = "";
  long severity;
  long time;
  long observed;

  LogDraft(OtlpAttributes resource) {
    this.attributes = OtlpAttributes.over(resource);
  }

  /** In the shape of sdk-wire section 8.6. */
  ObjectNode toJson(long receivedNanos) {
    ObjectNode log = JsonNodeFactory.instance.objectNode();
    long at = time != 0 ? time : observed != 0 ? observed : receivedNanos;
    log.put("timestamp", Numbers.seconds(at));
    if (!traceId.isEmpty()) {
      log.put("trace_id", traceId);
    }
    if (!spanId.isEmpty()) {
      log.put("span_id", spanId);
    }
    log.put("level", level());
    if (severity > 0 && severity <= LAST_SEVERITY) {
      log.put("severity_number", severity);
    }
    log.put("body", body.isContainer() ? OtlpAttributes.json(body) : body.asString(""));
    attributes.put("event.name", eventName);
    attributes.put("sentry.origin", "auto.otlp");
    log.set("attributes", attributes.typed());
    return log;
  }

  /** Four severities a level; without a number the word counts when it is a level's. */
  private String level() {
    if (severity > 0 && severity <= LAST_SEVERITY) {
      return LEVELS[(int) (severity - 1) / 4];
    }
    String word = severityText.toLowerCase(Locale.ROOT);
    return word.equals("warning") ? "warn" : KNOWN.contains(word) ? word : "info";
  }
}
