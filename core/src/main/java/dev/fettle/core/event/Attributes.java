package dev.fettle.core.event;

import dev.fettle.core.JsonFields;
import dev.fettle.core.LenientJson;
import dev.fettle.core.Texts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Attributes of spans, logs and metrics: {@code {key: {value, type}}} as SDKs write them, {@code
 * {key: value}}, or OpenTelemetry's list {@code [{key, value: {stringValue}}]}. Kept as {@code
 * {key: value}}: what JSON tells of the type is enough.
 */
public final class Attributes {
  private static final int MAX_KEY = 200;
  private static final int MAX_ATTRIBUTES = 150;
  private static final int MAX_VALUE = 4_096;
  private static final int MAX_SIZE = 16 * 1024;

  private static final Set<String> ADDRESSES =
      Set.of("client.address", "user.ip_address", "http.client_ip");

  /** How OpenTelemetry's JSON names values, camel case and snake case. */
  private static final List<String> VALUES =
      List.of(
          "value",
          "stringValue",
          "intValue",
          "doubleValue",
          "boolValue",
          "arrayValue",
          "kvlistValue",
          "bytesValue",
          "string_value",
          "int_value",
          "double_value",
          "bool_value",
          "array_value",
          "kvlist_value",
          "bytes_value");

  private Attributes() {}

  /** All of them by name. */
  public static JsonFields flat(@Nullable JsonNode attributes) {
    var flat = JsonNodeFactory.instance.objectNode();
    if (attributes instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        flat.set(entry.getKey(), value(entry.getValue()));
      }
    } else if (attributes instanceof ArrayNode list) {
      for (JsonNode entry : list) {
        var key = entry.get("key");
        if (key != null && key.isString() && entry.has("value")) {
          flat.set(key.stringValue(), value(entry.get("value")));
        }
      }
    }
    return new JsonFields(flat);
  }

  /** The value inside of its wrapper. */
  public static JsonNode value(JsonNode wrapped) {
    if (wrapped instanceof ObjectNode object) {
      for (var name : VALUES) {
        var inner = object.get(name);
        if (inner != null) {
          return inner;
        }
      }
    }
    return wrapped;
  }

  /**
   * What is stored: bounded in number, length and size; containers become their JSON text, except
   * lists.
   *
   * @param leftOut names that have a column, or say nothing
   * @param scrubIp whether addresses are shortened
   */
  public static ObjectNode kept(JsonFields flat, Set<String> leftOut, boolean scrubIp) {
    var kept = JsonNodeFactory.instance.objectNode();
    int size = 0;
    for (Map.Entry<String, JsonNode> entry : flat.node().properties()) {
      var value = kept(entry.getKey(), entry.getValue(), scrubIp);
      if (value == null || leftOut.contains(entry.getKey())) {
        continue;
      }
      size += entry.getKey().length() + SizeCaps.size(value);
      if (kept.size() >= MAX_ATTRIBUTES || size > MAX_SIZE) {
        break;
      }
      kept.set(Texts.cut(entry.getKey(), MAX_KEY), value);
    }
    return kept;
  }

  private static @Nullable JsonNode kept(String key, JsonNode value, boolean scrubIp) {
    if (value.isNull()) {
      return null;
    }
    if (value.isArray() && SizeCaps.size(value) <= MAX_VALUE) {
      return value;
    }
    if (!value.isContainer() && !value.isString()) {
      return value;
    }
    var text = value.isContainer() ? LenientJson.text(value, MAX_VALUE) : value.stringValue();
    if (scrubIp && ADDRESSES.contains(key)) {
      var network = IpAddresses.anonymize(text);
      return network == null ? null : JsonNodeFactory.instance.stringNode(network);
    }
    return JsonNodeFactory.instance.stringNode(Texts.ellipsis(text, MAX_VALUE));
  }
}
