package dev.fettle.platform.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The JSON object of a request's body; a route method's parameter. Each reader checks type and
 * bounds and throws {@link ApiException} 422 in GlitchTip's form at the first field that is wrong.
 * A field may be written in camelCase or snake_case; unknown fields are ignored.
 */
public final class Input {

  private final JsonNode node;
  private final List<Object> location;

  Input(JsonNode node, List<Object> location) {
    this.node = node;
    this.location = location;
  }

  /**
   * Takes a body for an object.
   *
   * @throws ApiException 422 when it is an array, a text, …
   */
  static Input of(JsonNode node) {
    if (!node.isObject()) {
      throw ApiException.unprocessable(
          new FieldProblem(
              "model_attributes_type",
              List.of("body", "payload"),
              "Input should be a valid dictionary or object to extract fields from",
              Map.of()));
    }
    return new Input(node, List.of("body", "payload"));
  }

  /** The whole object, for a feature that stores it or reads it in its own way. */
  public JsonNode node() {
    return node;
  }

  /** Whether the field is there, null included. */
  public boolean has(String name) {
    return find(name) != null;
  }

  /** A text of at most {@code max} characters; null when absent or null. */
  public @Nullable String text(String name, int max) {
    var value = find(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw problem(name, "string_type", "Input should be a valid string", Map.of());
    }
    return checkText(name, value.stringValue(), max);
  }

  /**
   * A text of {@code min} to {@code max} characters that must be there; blanks around it are cut.
   */
  public String requiredText(String name, int min, int max) {
    var value = find(name);
    if (value == null) {
      throw problem(name, "missing", "Field required", Map.of());
    }
    if (!value.isString()) {
      throw problem(name, "string_type", "Input should be a valid string", Map.of());
    }
    var text = checkText(name, value.stringValue().strip(), max);
    if (text.length() < min) {
      throw problem(
          name,
          "string_too_short",
          "String should have at least %d character%s".formatted(min, min == 1 ? "" : "s"),
          Map.of("min_length", min));
    }
    return text;
  }

  /** A password: kept exactly as typed. An empty one is let through: it will not match. */
  public String requiredSecret(String name, int max) {
    var value = find(name);
    if (value == null) {
      throw problem(name, "missing", "Field required", Map.of());
    }
    if (!value.isString()) {
      throw problem(name, "string_type", "Input should be a valid string", Map.of());
    }
    return checkText(name, value.stringValue(), max);
  }

  /** A required text of a form, such as a slug. */
  public String requiredText(String name, int max, Pattern pattern) {
    var text = requiredText(name, 1, max);
    if (!pattern.matcher(text).matches()) {
      throw problem(
          name,
          "string_pattern_mismatch",
          "String should match pattern '%s'".formatted(pattern.pattern()),
          Map.of("pattern", pattern.pattern()));
    }
    return text;
  }

  /** A whole number, also written as a text of digits; null when absent or null. */
  public @Nullable Integer integer(String name, int min, int max) {
    var value = find(name);
    if (value == null || value.isNull()) {
      return null;
    }
    int number;
    if (value.isInt()) {
      number = value.intValue();
    } else {
      var text = value.isString() ? value.stringValue().strip() : value.toString();
      try {
        number = Integer.parseInt(text);
      } catch (NumberFormatException _) {
        throw problem(
            name,
            value.isString() ? "int_parsing" : "int_type",
            "Input should be a valid integer from %d to %d".formatted(min, max),
            Map.of());
      }
    }
    if (number < min) {
      throw problem(
          name,
          "greater_than_equal",
          "Input should be greater than or equal to " + min,
          Map.of("ge", min));
    }
    if (number > max) {
      throw problem(
          name,
          "less_than_equal",
          "Input should be less than or equal to " + max,
          Map.of("le", max));
    }
    return number;
  }

  /** A truth value; {@code defaultValue} when absent or null. */
  public boolean flag(String name, boolean defaultValue) {
    var value = find(name);
    if (value == null || value.isNull()) {
      return defaultValue;
    }
    if (!value.isBoolean()) {
      throw problem(name, "bool_type", "Input should be a valid boolean", Map.of());
    }
    return value.booleanValue();
  }

  /** A nested object; null when absent or null. */
  public @Nullable Input object(String name) {
    var value = find(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isObject()) {
      throw problem(name, "dict_type", "Input should be a valid dictionary", Map.of());
    }
    return new Input(value, locate(name));
  }

  /** A list of objects; empty when absent or null. */
  public List<Input> objects(String name, int maxItems) {
    var inputs = new ArrayList<Input>();
    int index = 0;
    for (var value : list(name, maxItems)) {
      var itemLocation = new ArrayList<>(locate(name));
      itemLocation.add(index++);
      if (!value.isObject()) {
        throw ApiException.unprocessable(
            new FieldProblem(
                "dict_type", itemLocation, "Input should be a valid dictionary", Map.of()));
      }
      inputs.add(new Input(value, itemLocation));
    }
    return inputs;
  }

  /** A list of texts; empty when absent or null. */
  public List<String> texts(String name, int maxItems, int maxLength) {
    var texts = new ArrayList<String>();
    for (var value : list(name, maxItems)) {
      if (!value.isString()) {
        throw problem(name, "string_type", "Input should be a list of valid strings", Map.of());
      }
      texts.add(checkText(name, value.stringValue(), maxLength));
    }
    return texts;
  }

  /** A 422 that names a field of this object, for rules of the feature's own. */
  public ApiException problem(String name, String type, String message) {
    return problem(name, type, message, Map.of());
  }

  private Iterable<JsonNode> list(String name, int maxItems) {
    var value = find(name);
    if (value == null || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw problem(name, "list_type", "Input should be a valid list", Map.of());
    }
    if (value.size() > maxItems) {
      throw problem(
          name,
          "too_long",
          "List should have at most %d items".formatted(maxItems),
          Map.of("max_length", maxItems));
    }
    return value;
  }

  /** PostgreSQL stores neither NUL nor half of a surrogate pair. */
  private String checkText(String name, String text, int max) {
    if (text.length() > max) {
      throw problem(
          name,
          "string_too_long",
          "String should have at most %d characters".formatted(max),
          Map.of("max_length", max));
    }
    if (!Texts.isStorable(text)) {
      throw problem(name, "string_unicode", "Input should be a valid unicode string", Map.of());
    }
    return text;
  }

  private @Nullable JsonNode find(String name) {
    var value = node.get(name);
    return value == null ? node.get(Texts.snakeCase(name)) : value;
  }

  private List<Object> locate(String name) {
    var path = new ArrayList<>(location);
    path.add(name);
    return path;
  }

  private ApiException problem(
      String name, String type, String message, Map<String, Object> context) {
    return ApiException.unprocessable(new FieldProblem(type, locate(name), message, context));
  }
}
