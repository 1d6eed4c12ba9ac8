package dev.fettle.core.event;

import dev.fettle.core.LenientJson;
import dev.fettle.core.Texts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was wrong with an event: entries {@code {type, name, value}} that are stored with it and
 * shown, so that a developer finds out why a field is missing. {@code name} is the dotted path of
 * the field.
 */
final class EventErrors {
  /** A field of a wrong type or shape; it was dropped. */
  static final String INVALID_DATA = "invalid_data";

  /** A field that was shortened; value says which limit it exceeded. */
  static final String VALUE_CUT = "value_cut";

  /** The client's clock is far ahead; the time of arrival is used. */
  static final String FUTURE_TIMESTAMP = "future_timestamp";

  /** The event is very old, or the client's clock is; the time of arrival is used. */
  static final String PAST_TIMESTAMP = "past_timestamp";

  private static final int MAX_ENTRIES = 50;
  private static final int MAX_VALUE = 200;

  private final ArrayNode entries = JsonNodeFactory.instance.arrayNode();

  void invalid(String path, JsonNode value) {
    if (entries.size() < MAX_ENTRIES) {
      add(INVALID_DATA, path, LenientJson.text(value, MAX_VALUE));
    }
  }

  void cut(String path, String limit) {
    add(VALUE_CUT, path, limit);
  }

  void add(String type, String path, String value) {
    if (entries.size() < MAX_ENTRIES) {
      ObjectNode entry = JsonNodeFactory.instance.objectNode();
      entry.put("type", type).put("name", path).put("value", Texts.ellipsis(value, MAX_VALUE));
      entries.add(entry);
    }
  }

  /** Keeps an entry that an SDK sent. */
  void keep(JsonNode entry) {
    if (entry.isObject() && entries.size() < MAX_ENTRIES) {
      entries.add(entry);
    }
  }

  ArrayNode entries() {
    return entries;
  }
}
