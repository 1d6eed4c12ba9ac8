package dev.fettle.issues;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.event.EventNormalizer;
import dev.fettle.core.event.NormalizedEvent;
import dev.fettle.core.event.ReceivedContext;
import dev.fettle.core.grouping.Grouping;
import dev.fettle.payloads.EventPayloads;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stored event in GlitchTip's shapes: {@code IssueEventSchema} ({@link #render}) and the raw
 * {@code IssueEventJsonSchema} ({@link #raw}). Fields of ours come last. Pure.
 */
final class EventView {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final double NANOS = 1e9;

  private final EventRow row;
  private final ObjectNode stored;
  private final NormalizedEvent event;
  private final Grouping grouping;

  /**
   * Opens a stored event.
   *
   * @throws IllegalStateException when the payload is damaged
   */
  EventView(EventRow row, EventPayloads payloads) {
    this.row = row;
    var json = ByteSlice.of(row.json(payloads));
    try {
      this.stored = LenientJson.readObject(json, JsonLimits.EVENT);
      this.event =
          EventNormalizer.normalize(
              json, new ReceivedContext(row.received(), row.eventId(), null, false));
    } catch (MalformedPayloadException e) {
      throw new IllegalStateException("the stored event %s is damaged".formatted(row.id()), e);
    }
    this.grouping = Grouping.of(event);
  }

  /**
   * The event of the API.
   *
   * @param summary without entries, contexts, context and packages
   */
  ObjectNode render(boolean summary) {
    var view = head();
    var tags = view.putArray("tags");
    stored
        .path("tags")
        .properties()
        .forEach(tag -> tags.addObject().put("key", tag.getKey()).set("value", tag.getValue()));
    if (summary) {
      view.putArray("entries");
    } else {
      view.set("entries", new EventEntries(stored).all());
      view.set("contexts", orNull("contexts"));
      view.set("context", orNull("extra"));
      view.set("packages", orNull("modules"));
    }
    view.set("user", user());
    view.set("sdk", orNull("sdk"));
    view.set("errors", stored.path("errors").isArray() ? stored.get("errors") : array());
    view.put("level", event.level().wireName());
    view.set("release", orNull("release"));
    view.set("environment", orNull("environment"));
    view.set("transaction", orNull("transaction"));
    view.set("serverName", orNull("server_name"));
    view.set("logger", orNull("logger"));
    view.set(
        "fingerprint", stored.path("fingerprint").isArray() ? stored.get("fingerprint") : array());
    view.put("isUnhandled", event.isUnhandled());
    var explanation = view.putArray("groupedBy");
    grouping.explanation().forEach(explanation::add);
    return view;
  }

  private ObjectNode head() {
    var view = JsonNodeFactory.instance.objectNode();
    view.put("id", row.idHex());
    view.put("eventID", row.eventIdHex());
    view.put("projectID", row.projectId().value());
    view.put("groupID", row.issueId().toString());
    view.put("dateCreated", TIME.format(row.eventAt()));
    view.put("dateReceived", TIME.format(row.received()));
    view.set("platform", orNull("platform"));
    view.set("dist", orNull("dist"));
    view.put("culprit", grouping.headline().culprit());
    view.put("title", row.title());
    view.put("type", event.type().wireName());
    var message = stored.at("/logentry/formatted");
    view.put("message", message.isString() ? message.stringValue() : row.title());
    var metadata = view.putObject("metadata");
    grouping.headline().metadata().forEach(metadata::put);
    if (metadata.isEmpty()) {
      metadata.put("title", row.title());
    }
    return view;
  }

  /** The event as it is stored, snake_case, with what an external tool asks for beside it. */
  ObjectNode raw() {
    var raw = JsonNodeFactory.instance.objectNode();
    raw.put("event_id", row.eventIdHex());
    raw.put("timestamp", seconds(row.eventAt()));
    raw.put("datetime", TIME.format(row.eventAt()));
    raw.put("project", row.projectId().value());
    raw.put("level", event.level().wireName());
    raw.put("type", event.type().wireName());
    raw.put("title", row.title());
    raw.put("culprit", grouping.headline().culprit());
    raw.put("transaction", grouping.headline().culprit());
    var metadata = raw.putObject("metadata");
    grouping.headline().metadata().forEach(metadata::put);
    var hashes = raw.putArray("hashes");
    hashes.add(grouping.primary().toHex());
    raw.putObject("tags");
    stored
        .properties()
        .forEach(field -> {
          if (!raw.has(field.getKey()) || field.getKey().equals("tags")) {
            raw.set(field.getKey(), field.getValue());
          }
        });
    return raw;
  }

  private JsonNode user() {
    return stored.path("user").isObject()
        ? stored.get("user")
        : JsonNodeFactory.instance.nullNode();
  }

  private JsonNode orNull(String field) {
    @Nullable JsonNode value = stored.get(field);
    return value == null ? JsonNodeFactory.instance.nullNode() : value;
  }

  private static JsonNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  private static double seconds(Instant time) {
    return time.getEpochSecond() + time.getNano() / NANOS;
  }
}
