package dev.fettle.core.event;

import dev.fettle.core.Texts;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tags: short texts an event can be found and counted by. Clients send an object or a list of
 * pairs; keys and values are cut to {@value #MAX_LENGTH} characters (GlitchTip's limit), empty ones
 * are left out.
 *
 * <p>Derived tags follow the client's own. A fact the filters rely on (environment, release, level,
 * server_name, user.*) replaces a tag of the same name; a convenience (browser, os, runtime,
 * device, url, transaction, handled, mechanism) does not.
 */
final class Tags {
  static final int MAX_LENGTH = 255;
  static final int MAX_TAGS = 200;

  private final Map<String, String> tags = new LinkedHashMap<>();

  /** Takes the client's tags over. */
  static Tags read(Scope event) {
    Tags tags = new Tags();
    JsonNode value = event.get("tags");
    if (value instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> tag : object.properties()) {
        tags.own(event, tag.getKey(), tag.getValue());
      }
    } else if (value instanceof ArrayNode list) {
      for (int index = 0; index < list.size(); index++) {
        tags.pair(event, index, list.get(index));
      }
    } else if (value != null) {
      event.drop("tags", value);
    }
    return tags;
  }

  private void pair(Scope event, int index, JsonNode entry) {
    if (entry instanceof ArrayNode pair && pair.size() == 2 && pair.get(0).isValueNode()) {
      own(event, pair.get(0).isNull() ? "" : pair.get(0).asString(), pair.get(1));
    } else if (entry instanceof ObjectNode pair && pair.has("key") && pair.get("key").isString()) {
      own(event, pair.get("key").stringValue(), pair.get("value"));
    } else if (!entry.isNull()) {
      event.errors().invalid("tags." + index, entry);
    }
  }

  private void own(Scope event, String key, @Nullable JsonNode value) {
    if (value == null || value.isNull() || key.isBlank()) {
      return;
    }
    if (tags.size() >= MAX_TAGS) {
      event.errors().cut("tags." + Texts.cut(key, 100), "more than " + MAX_TAGS + " tags");
      return;
    }
    String text = value.isContainer() ? value.toString() : value.asString();
    if (text.length() > MAX_LENGTH) {
      event
          .errors()
          .cut("tags." + Texts.cut(key, 100), "longer than " + MAX_LENGTH + " characters");
    }
    fact(key, text);
  }

  /** Sets a tag, replacing one of the same key. */
  void fact(String key, @Nullable String value) {
    String text = value == null ? "" : Texts.ellipsis(value.strip(), MAX_LENGTH);
    if (!text.isEmpty()) {
      tags.put(Texts.cut(key.strip(), MAX_LENGTH), text);
    }
  }

  /** Sets a tag unless the client has one of the same key. */
  void hint(String key, @Nullable String value) {
    if (!tags.containsKey(key)) {
      fact(key, value);
    }
  }

  Map<String, String> asMap() {
    return tags;
  }
}
