package dev.fettle.core.security;

import dev.fettle.core.Texts;
import dev.fettle.core.UrlHost;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An event while a report is read into it. */
final class ReportEvent {

  private static final long MAX_AGE_MILLIS = Duration.ofDays(30).toMillis();
  private static final int MAX_TEXT = 1024;

  private final ObjectNode event = JsonNodeFactory.instance.objectNode();
  private final ObjectNode tags = JsonNodeFactory.instance.objectNode();
  private final ObjectNode request = JsonNodeFactory.instance.objectNode();
  private final ReportSource source;
  private @Nullable String userAgent;
  private @Nullable String referrer;

  ReportEvent(ReportSource source) {
    this.source = source;
    this.userAgent = source.userAgent();
    event.put("platform", "other").put("level", "error");
    event.put("timestamp", source.received().toString());
    event.putObject("user").put("ip_address", "{{auto}}");
    put(event, "release", source.release());
    put(event, "environment", source.environment());
  }

  /** The kind of report, for filters: {@code logger:csp}. */
  ReportEvent kind(String kind) {
    event.put("logger", Texts.cut(kind, 64));
    return this;
  }

  ReportEvent level(String level) {
    event.put("level", level);
    return this;
  }

  /** What happened; {@code fingerprint} is what makes two reports the same problem. */
  ReportEvent message(String message, String... fingerprint) {
    event.putObject("logentry").put("formatted", Texts.ellipsis(message, MAX_TEXT));
    ArrayNode parts = event.putArray("fingerprint");
    for (String part : fingerprint) {
      parts.add(Texts.cut(part, MAX_TEXT));
    }
    return this;
  }

  ReportEvent section(String name, JsonNode content) {
    event.set(name, content);
    return this;
  }

  ReportEvent tag(String name, @Nullable String value) {
    put(tags, name, value);
    return this;
  }

  /** The page it happened on. */
  ReportEvent page(@Nullable String url) {
    put(request, "url", url);
    return this;
  }

  ReportEvent referrer(@Nullable String value) {
    referrer = value;
    return this;
  }

  ReportEvent userAgent(@Nullable String value) {
    userAgent = value == null ? userAgent : value;
    return this;
  }

  /** It happened before it was sent: browsers collect reports. */
  ReportEvent age(long millis) {
    Instant at = source.received().minusMillis(Math.clamp(millis, 0, MAX_AGE_MILLIS));
    event.put("timestamp", at.toString());
    return this;
  }

  ReportEvent at(@Nullable String time) {
    put(event, "timestamp", time);
    return this;
  }

  ObjectNode finish() {
    ObjectNode headers = JsonNodeFactory.instance.objectNode();
    put(headers, "Referer", referrer);
    put(headers, "User-Agent", userAgent);
    if (!headers.isEmpty()) {
      request.set("headers", headers);
    }
    if (!request.isEmpty()) {
      event.set("request", request);
    }
    if (!tags.isEmpty()) {
      event.set("tags", tags);
    }
    return event;
  }

  /** The field as text when it is a text or a number and not blank. */
  static @Nullable String text(JsonNode object, String field) {
    JsonNode value = object.get(field);
    if (value == null || value.isNull() || value.isContainer()) {
      return null;
    }
    String text = value.asString("").strip();
    return text.isEmpty() ? null : text;
  }

  /** The field as text, or another one. */
  static String text(JsonNode object, String field, String otherwise) {
    String text = text(object, field);
    return text == null ? otherwise : text;
  }

  /** Host of a URL, or the text itself when it is none. */
  static String host(@Nullable String url) {
    if (url == null) {
      return "";
    }
    String host = UrlHost.of(url);
    return host == null ? url : host;
  }

  private static void put(ObjectNode object, String field, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      object.put(field, value.strip());
    }
  }
}
