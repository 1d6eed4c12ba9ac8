package dev.fettle.core.otlp;

import dev.fettle.core.LenientJson;
import dev.fettle.core.MalformedPayloadException;
import dev.fettle.core.Texts;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenTelemetry's values as plain JSON: texts, truth values, numbers, lists, objects; bytes as hex.
 * The SDK's own {@code telemetry.sdk.*} and {@code telemetry.auto.*} are left out.
 */
final class OtlpAttributes {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** OpenTelemetry's own default is 128 a span. */
  private static final int MAX_ATTRIBUTES = 256;

  private static final int MAX_DEPTH = 8;
  private static final int MAX_ENTRIES = 1_000;
  private static final int MAX_TEXT = 16 * 1024;

  private final Map<String, JsonNode> values = new LinkedHashMap<>();
  private final Allowance allowance;

  OtlpAttributes() {
    this(new Allowance());
  }

  private OtlpAttributes(Allowance allowance) {
    this.allowance = allowance;
  }

  /** Others of the same entry. */
  OtlpAttributes beside() {
    return new OtlpAttributes(allowance);
  }

  Allowance allowance() {
    return allowance;
  }

  /** These, over those of the resource. */
  static OtlpAttributes over(OtlpAttributes resource) {
    OtlpAttributes attributes = new OtlpAttributes();
    attributes.values.putAll(resource.values);
    return attributes;
  }

  /** The value as text when it is one, or a number. */
  @Nullable String text(String name) {
    JsonNode value = values.get(name);
    return value == null || value.isContainer() ? null : value.asString("");
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  void put(String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      values.put(name, NODES.stringNode(value));
    }
  }

  void put(String name, JsonNode value) {
    boolean own = name.startsWith("telemetry.sdk.") || name.startsWith("telemetry.auto.");
    if (!own && !name.isEmpty() && (values.size() < MAX_ATTRIBUTES || values.containsKey(name))) {
      values.put(Texts.cut(name, 200), value);
    }
  }

  /** One {@code KeyValue}. */
  void read(Proto pair) throws MalformedPayloadException {
    String key = "";
    JsonNode value = NODES.nullNode();
    while (pair.next()) {
      switch (pair.field()) {
        case 1 -> key = pair.text();
        case 2 -> value = value(pair.message(), 0, allowance);
        default -> {}
      }
    }
    if (!value.isNull()) {
      put(key, value);
    }
  }

  /** A list of {@code {"key", "value"}}. */
  void read(@Nullable JsonNode pairs) {
    if (pairs instanceof ArrayNode list) {
      for (JsonNode pair : list) {
        JsonNode value = value(pair.get("value"), 0);
        if (!value.isNull()) {
          put(pair.path("key").asString(""), value);
        }
      }
    }
  }

  /** {@code {name: {value, type}}}, as SDKs write them. */
  ObjectNode typed() {
    ObjectNode typed = NODES.objectNode();
    for (Map.Entry<String, JsonNode> entry : values.entrySet()) {
      JsonNode value = entry.getValue();
      ObjectNode node = typed.putObject(entry.getKey());
      if (value.isObject()) {
        node.put("value", json(value)).put("type", "string");
      } else {
        node.set("value", value);
        node.put("type", type(value));
      }
    }
    return typed;
  }

  private static String type(JsonNode value) {
    if (value.isArray()) {
      return "array";
    }
    if (value.isBoolean()) {
      return "boolean";
    }
    if (value.isNumber()) {
      return value.isIntegralNumber() ? "integer" : "double";
    }
    return "string";
  }

  /** Compact JSON as text. */
  static String json(JsonNode value) {
    return new String(LenientJson.write(value), StandardCharsets.UTF_8);
  }

  /** An {@code AnyValue}; null when it holds nothing. */
  static JsonNode value(Proto any, int depth, Allowance allowance)
      throws MalformedPayloadException {
    JsonNode value = NODES.nullNode();
    while (allowance.take() && any.next()) {
      value =
          switch (any.field()) {
            case 1 -> NODES.stringNode(Texts.ellipsis(any.text(), MAX_TEXT));
            case 2 -> NODES.booleanNode(any.number() != 0);
            case 3 -> NODES.numberNode(any.number());
            case 4 -> real(any.real());
            case 5 ->
                depth < MAX_DEPTH ? list(any.message(), depth + 1, allowance) : NODES.nullNode();
            case 6 ->
                depth < MAX_DEPTH ? object(any.message(), depth + 1, allowance) : NODES.nullNode();
            case 7 -> hex(any);
            default -> value;
          };
    }
    return value;
  }

  private static JsonNode hex(Proto any) {
    byte[] bytes = any.bytes().slice(0, Math.min(any.bytes().length(), MAX_TEXT / 2)).toByteArray();
    return NODES.stringNode(HexFormat.of().formatHex(bytes));
  }

  private static JsonNode real(double value) {
    return Double.isFinite(value)
        ? NODES.numberNode(value)
        : NODES.stringNode(Double.toString(value));
  }

  private static ArrayNode list(Proto values, int depth, Allowance allowance)
      throws MalformedPayloadException {
    ArrayNode list = NODES.arrayNode();
    while (allowance.take() && values.next()) {
      if (values.field() == 1 && list.size() < MAX_ENTRIES) {
        list.add(value(values.message(), depth, allowance));
      }
    }
    return list;
  }

  private static ObjectNode object(Proto values, int depth, Allowance allowance)
      throws MalformedPayloadException {
    ObjectNode object = NODES.objectNode();
    while (allowance.take() && values.next()) {
      if (values.field() == 1 && object.size() < MAX_ENTRIES) {
        Proto pair = values.message();
        String key = "";
        JsonNode value = NODES.nullNode();
        while (pair.next()) {
          if (pair.field() == 1) {
            key = pair.text();
          } else if (pair.field() == 2) {
            value = value(pair.message(), depth, allowance);
          }
        }
        object.set(key, value);
      }
    }
    return object;
  }

  /** The same in JSON, where whole numbers come as numbers or as texts. */
  static JsonNode value(@Nullable JsonNode any, int depth) {
    if (!(any instanceof ObjectNode object) || object.isEmpty() || depth > MAX_DEPTH) {
      return NODES.nullNode();
    }
    Map.Entry<String, JsonNode> only = object.properties().iterator().next();
    JsonNode value = only.getValue();
    return switch (only.getKey()) {
      case "stringValue", "bytesValue" ->
          NODES.stringNode(Texts.ellipsis(value.asString(""), MAX_TEXT));
      case "boolValue" -> NODES.booleanNode(value.asBoolean(false));
      case "intValue" -> whole(value);
      case "doubleValue" -> value.isContainer() ? NODES.nullNode() : value;
      case "arrayValue" -> list(value.path("values"), depth + 1);
      case "kvlistValue" -> object(value.path("values"), depth + 1);
      default -> NODES.nullNode();
    };
  }

  private static JsonNode whole(JsonNode value) {
    if (value.isIntegralNumber()) {
      return value;
    }
    try {
      return NODES.numberNode(Long.parseLong(value.asString("").strip()));
    } catch (NumberFormatException notANumber) {
      return NODES.nullNode();
    }
  }

  private static ArrayNode list(JsonNode values, int depth) {
    ArrayNode list = NODES.arrayNode();
    for (JsonNode entry : values) {
      list.add(value(entry, depth));
    }
    return list;
  }

  private static ObjectNode object(JsonNode pairs, int depth) {
    ObjectNode object = NODES.objectNode();
    for (JsonNode pair : pairs) {
      object.set(pair.path("key").asString(""), value(pair.get("value"), depth));
    }
    return object;
  }
}
