package dev.fettle.core.event;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Events of these tests: normalised from JSON, seen through what is stored. */
public final class Events {
  public static final Instant RECEIVED = Instant.parse("2026-11-23T18:00:00Z");
  public static final UUID FALLBACK_ID = UUID.fromString("00000000-0000-7000-8000-000000000001");
  static final ReceivedContext CONTEXT =
      new ReceivedContext(RECEIVED, FALLBACK_ID, "203.0.113.77", false);
  static final ReceivedContext SCRUBBING =
      new ReceivedContext(RECEIVED, FALLBACK_ID, "203.0.113.77", true);

  private Events() {}

  /** The event, normalised; single quotes may stand for double ones. */
  public static NormalizedEvent of(String json) {
    return of(json, CONTEXT);
  }

  static NormalizedEvent of(String json, ReceivedContext context) {
    try {
      return EventNormalizer.normalize(ByteSlice.of(json.replace('\'', '"')), context);
    } catch (MalformedPayloadException refused) {
      throw new AssertionError("the event was refused: " + json, refused);
    }
  }

  /** What is stored of the event. */
  static ObjectNode stored(String json) {
    return stored(of(json));
  }

  static ObjectNode stored(NormalizedEvent event) {
    try {
      return LenientJson.readObject(ByteSlice.of(event.toJson()), JsonLimits.EVENT);
    } catch (MalformedPayloadException refused) {
      throw new AssertionError("the stored event is no JSON object", refused);
    }
  }

  /** A section of what is stored, as compact JSON with single quotes; empty when absent. */
  static String stored(String json, String section) {
    JsonNode value = stored(json).get(section);
    return value == null ? "" : value.toString().replace('"', '\'');
  }

  /** {@code type name} of the entries in {@code errors}. */
  static List<String> errors(NormalizedEvent event) {
    List<String> errors = new ArrayList<>();
    JsonNode entries = stored(event).get("errors");
    if (entries != null) {
      entries.forEach(
          entry -> errors.add(entry.get("type").asString() + " " + entry.get("name").asString()));
    }
    return errors;
  }

  static List<String> errors(String json) {
    return errors(of(json));
  }
}
