package dev.fettle.core;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of an object that a stranger wrote. Each method gives what the field clearly means,
 * and null when it is absent, null, or means nothing of the kind: a bad field never costs the item.
 *
 * @param node the object; it is not changed
 */
public record JsonFields(ObjectNode node) {

  /** The fields of a value; none when it is no object. */
  public static JsonFields of(@Nullable JsonNode value) {
    return new JsonFields(
        value instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode());
  }

  /** The value when it is there and not null. */
  public @Nullable JsonNode get(String field) {
    var value = node.get(field);
    return value == null || value.isNull() ? null : value;
  }

  /** A text without blanks around it, cut to {@code max}; numbers and truth values count. */
  public @Nullable String text(String field, int max) {
    var value = get(field);
    if (value == null || value.isContainer()) {
      return null;
    }
    var text = value.asString().strip();
    return text.isEmpty() ? null : Texts.ellipsis(text, max);
  }

  /** 32 hexadecimal digits, with or without dashes. All zeros count as absent. */
  public @Nullable UUID uuid(String field) {
    var value = get(field);
    return value != null && value.isString() ? HexUuid.parse(value.stringValue()) : null;
  }

  /** 16 hexadecimal digits. All zeros count as absent. */
  public @Nullable Long spanId(String field) {
    var value = get(field);
    return value != null && value.isString() ? SpanIds.parse(value.stringValue()) : null;
  }

  /** See {@link LenientTime}. */
  public @Nullable Instant time(String field) {
    return LenientTime.parse(get(field));
  }

  /** A finite number; a text of one counts. */
  public @Nullable Double number(String field) {
    var value = get(field);
    if (value == null || value.isContainer()) {
      return null;
    }
    if (value.isNumber()) {
      return finite(value.doubleValue());
    }
    var text = value.isString() ? value.stringValue().strip() : "";
    if (text.isEmpty() || text.length() > 40) {
      return null;
    }
    try {
      return finite(new BigDecimal(text).doubleValue());
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private static @Nullable Double finite(double number) {
    return Double.isFinite(number) ? number : null;
  }

  /** A number between the two, its fraction cut off; outside of them counts as absent. */
  public @Nullable Long integer(String field, long least, long most) {
    var number = number(field);
    return number == null || number < least || number > most ? null : (Long) number.longValue();
  }

  /** Whether the field says yes: {@code true}, 1, or a text of these. */
  public boolean isTrue(String field) {
    var value = get(field);
    return value != null
        && !value.isContainer()
        && List.of("true", "True", "1", "1.0", "yes").contains(value.asString());
  }

  /** The fields of an object; none when there is no object. */
  public JsonFields object(String field) {
    return of(node.get(field));
  }

  /** The entries of a list; none when there is no list. */
  public ArrayNode list(String field) {
    return node.get(field) instanceof ArrayNode list ? list : JsonNodeFactory.instance.arrayNode();
  }
}
