package dev.fettle.core.event;

import dev.fettle.core.LenientTime;
import dev.fettle.core.Texts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * An object of the event being normalised, with its place in the event. Each method makes one field
 * what it should be, in place, and returns it: coerced when the meaning is clear, otherwise dropped
 * and noted. Null means absent.
 *
 * <p>The path is put together only when something is wrong, which is rare; the fields of a frame
 * are read 250 times.
 */
final class Scope {
  private final ObjectNode node;
  private final EventErrors errors;
  private final @Nullable Scope parent;
  private final String name;
  private final int index;

  private Scope(
      ObjectNode node, EventErrors errors, @Nullable Scope parent, String name, int index) {
    this.node = node;
    this.errors = errors;
    this.parent = parent;
    this.name = name;
    this.index = index;
  }

  static Scope root(ObjectNode node, EventErrors errors) {
    return new Scope(node, errors, null, "", -1);
  }

  Scope child(String childName, ObjectNode child) {
    return new Scope(child, errors, this, childName, -1);
  }

  Scope child(String listName, int childIndex, ObjectNode child) {
    return new Scope(child, errors, this, listName, childIndex);
  }

  ObjectNode node() {
    return node;
  }

  EventErrors errors() {
    return errors;
  }

  /** The field when it is there and not null. */
  @Nullable JsonNode get(String field) {
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? null : value;
  }

  /** A text; numbers and booleans become their text. Blank counts as absent. */
  @Nullable String text(String field, int max) {
    JsonNode value = node.get(field);
    if (value == null) {
      return null;
    }
    if (value.isString()) {
      return shortened(field, value.stringValue(), max);
    }
    if (value.isNumber() || value.isBoolean()) {
      node.put(field, value.asString());
      return value.asString();
    }
    drop(field, value);
    return null;
  }

  private @Nullable String shortened(String field, String text, int max) {
    if (text.length() > max) {
      String cut = Texts.ellipsis(text, max);
      node.set(field, StringNode.valueOf(cut));
      errors.cut(path(field), "longer than " + max + " characters");
      return cut;
    }
    if (text.isBlank()) {
      node.remove(field);
      return null;
    }
    return text;
  }

  /** A whole number; digits in a text count, fractions are cut off. */
  void integer(String field) {
    JsonNode value = node.get(field);
    if (value == null || (value.isIntegralNumber() && value.canConvertToLong())) {
      return;
    }
    Long number = wholeNumber(value);
    if (number == null) {
      drop(field, value);
    } else {
      node.put(field, number);
    }
  }

  private static @Nullable Long wholeNumber(JsonNode value) {
    if (value.isNumber()
        && value.doubleValue() == Math.rint(value.doubleValue())
        && Math.abs(value.doubleValue()) < 1e15) {
      return (long) value.doubleValue();
    }
    if (value.isString() && value.stringValue().length() < 16) {
      try {
        return Long.valueOf(value.stringValue().strip());
      } catch (NumberFormatException notANumber) {
        return null;
      }
    }
    return null;
  }

  /** A truth value; the usual words and 0 and 1 count. */
  @Nullable Boolean truth(String field) {
    JsonNode value = node.get(field);
    if (value == null) {
      return null;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    Boolean truth =
        switch (value.isContainer() ? "" : value.asString("")) {
          case "true", "True", "1", "yes" -> true;
          case "false", "False", "0", "no" -> false;
          default -> null;
        };
    if (truth == null) {
      drop(field, value);
    } else {
      node.set(field, BooleanNode.valueOf(truth));
    }
    return truth;
  }

  /** An object. */
  @Nullable Scope object(String field) {
    JsonNode value = node.get(field);
    if (value instanceof ObjectNode object) {
      return child(field, object);
    }
    if (value != null) {
      drop(field, value);
    }
    return null;
  }

  /**
   * A list of texts, of at most {@code max} entries; null entries become empty texts, others their
   * text.
   */
  void texts(String field, int max) {
    JsonNode value = node.get(field);
    if (value == null) {
      return;
    }
    if (!(value instanceof ArrayNode list)) {
      drop(field, value);
      return;
    }
    for (int entry = 0; entry < list.size(); entry++) {
      JsonNode element = list.get(entry);
      if (!element.isString()) {
        list.set(
            entry,
            StringNode.valueOf(
                element.isNull() || element.isContainer() ? "" : element.asString()));
      }
    }
    while (list.size() > max) {
      list.remove(list.size() - 1);
    }
  }

  /** A point in time; written back as RFC 3339 in UTC. */
  @Nullable Instant time(String field) {
    JsonNode value = node.get(field);
    if (value == null) {
      return null;
    }
    Instant time = LenientTime.parse(value);
    if (time == null) {
      drop(field, value);
    } else {
      node.put(field, time.toString());
    }
    return time;
  }

  /**
   * The entries of a list that a client may wrap in {@code {values: […]}} or send as a single
   * object.
   */
  @Nullable ArrayNode values(String field) {
    JsonNode value = get(field);
    if (value == null) {
      return null;
    }
    if (value instanceof ArrayNode list) {
      return list;
    }
    if (value instanceof ObjectNode object) {
      if (object.get("values") instanceof ArrayNode list) {
        return list;
      }
      JsonNode inner = object.get("values");
      if (object.isEmpty() || (inner != null && inner.isNull())) {
        return null;
      }
      if (inner == null || inner.isObject()) {
        ArrayNode single = JsonNodeFactory.instance.arrayNode();
        single.add(inner == null ? object : inner);
        return single;
      }
    }
    drop(field, value);
    return null;
  }

  /** Removes a field and notes it, unless it is null. */
  void drop(String field, JsonNode value) {
    node.remove(field);
    if (!value.isNull()) {
      errors.invalid(path(field), value);
    }
  }

  /** Removes every field that is null. */
  void dropNulls() {
    node.removeIf(JsonNode::isNull);
  }

  String path(String field) {
    StringBuilder path = new StringBuilder();
    appendTo(path);
    return path.append(field).toString();
  }

  private void appendTo(StringBuilder path) {
    if (parent == null) {
      return;
    }
    parent.appendTo(path);
    path.append(name).append('.');
    if (index >= 0) {
      path.append(index).append('.');
    }
  }
}
