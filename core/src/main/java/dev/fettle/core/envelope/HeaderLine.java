package dev.fettle.core.envelope;

import dev.fettle.core.ByteSlice;
import dev.fettle.core.JsonLimits;
import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.Texts;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Header lines of envelopes and items: JSON objects whose fields can be missing, null or of a wrong
 * type.
 */
final class HeaderLine {
  /** Length of an item whose header names none. */
  static final long NO_LENGTH = -1;

  private static final int MAX_FIELD_CHARS = 1024;

  private HeaderLine() {}

  static ObjectNode read(ByteSlice line) throws MalformedPayloadException {
    return LenientJson.readObject(line, JsonLimits.SMALL);
  }

  /**
   * A missing or wrongly typed {@code type} makes an unknown item: its framing is intact, so its
   * neighbours are safe.
   */
  static ItemHeader item(ObjectNode json) {
    String typeName = text(json, "type");
    String name = typeName == null ? "" : Texts.cut(typeName, 100);
    return new ItemHeader(
        ItemType.of(name),
        name,
        text(json, "content_type"),
        text(json, "filename"),
        text(json, "attachment_type"),
        count(json.get("item_count")),
        text(json, "platform"));
  }

  /** The announced length in bytes; a length that is no whole number is no length. */
  static long length(ObjectNode json) {
    JsonNode length = json.get("length");
    if (length != null && length.isIntegralNumber() && length.canConvertToLong()) {
      return Math.max(length.longValue(), NO_LENGTH);
    }
    return length != null && length.isString()
        ? DecimalDigits.parse(length.stringValue())
        : NO_LENGTH;
  }

  /** What the intake refused of the item before it was written to the log, or null. */
  static @Nullable ItemRefusal refusal(ObjectNode json) {
    String reason = text(json, ItemRefusal.HEADER_FIELD);
    return reason == null
        ? null
        : new ItemRefusal(
            EnvelopeProblem.Kind.of(reason), item(json).quantity(), "refused at the intake");
  }

  /** Turns a header into that of an item whose payload is left out. */
  static void refuse(ObjectNode json, ItemRefusal refusal) {
    json.put(ItemRefusal.HEADER_FIELD, refusal.reason().wireName());
    json.put("item_count", refusal.quantity());
    json.put("length", 0);
  }

  static @Nullable String text(JsonNode object, String field) {
    JsonNode value = object.get(field);
    return value != null && value.isString()
        ? Texts.cut(value.stringValue(), MAX_FIELD_CHARS)
        : null;
  }

  private static @Nullable Integer count(@Nullable JsonNode value) {
    return value != null && value.isIntegralNumber() && value.canConvertToInt()
        ? value.intValue()
        : null;
  }
}
