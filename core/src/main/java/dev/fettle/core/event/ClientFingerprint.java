package dev.fettle.core.event;

import dev.fettle.core.Texts;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The client's own grouping: a list of texts, null entries are empty; a single text is a list of
 * one. An empty list (Ruby, Java) means the default grouping.
 */
final class ClientFingerprint {
  private static final int MAX_PARTS = 32;
  private static final int MAX_PART = 1024;

  private ClientFingerprint() {}

  /** Normalises {@code event.fingerprint} into {@code out.fingerprint}. */
  static List<String> normalize(Scope event, ObjectNode out) {
    List<String> parts = new ArrayList<>();
    JsonNode value = event.get("fingerprint");
    if (value instanceof ArrayNode list) {
      list.forEach(part -> add(event, parts, part));
    } else if (value != null && value.isString() && !value.stringValue().isBlank()) {
      parts.add(Texts.cut(value.stringValue(), MAX_PART));
    } else if (value != null && !value.isString()) {
      event.drop("fingerprint", value);
    }
    if (!parts.isEmpty()) {
      ArrayNode kept = out.putArray("fingerprint");
      parts.forEach(kept::add);
    }
    return parts;
  }

  private static void add(Scope event, List<String> parts, JsonNode part) {
    if (part.isContainer()) {
      event.errors().invalid("fingerprint", part);
    } else if (parts.size() < MAX_PARTS) {
      parts.add(part.isNull() ? "" : Texts.cut(part.asString(), MAX_PART));
    }
  }
}
