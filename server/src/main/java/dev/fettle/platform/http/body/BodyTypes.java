package dev.fettle.platform.http.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fettle.platform.http.FieldProblem;
import dev.fettle.platform.http.Texts;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares a body with the record it is for, before the record is made: what is missing, of another
 * type, or a text that cannot be stored. Puts the tree into the form in which Jackson makes the
 * record of it. One for each body.
 */
final class BodyTypes {

  private final JsonMapper json;
  private final List<FieldProblem> problems = new ArrayList<>();

  BodyTypes(JsonMapper json) {
    this.json = json;
  }

  List<FieldProblem> problems() {
    return List.copyOf(problems);
  }

  /** The fields of an object; one may be written in camelCase or snake_case. */
  void compare(Class<?> type, ObjectNode object, List<Object> location) {
    for (var component : type.getRecordComponents()) {
      var name = wireName(component);
      var place = append(location, name);
      var other = Texts.snakeCase(name);
      if (!object.has(name) && object.has(other)) {
        object.set(name, object.get(other));
      }
      var value = object.get(name);
      var required = component.getAccessor().getAnnotation(NotNull.class);
      boolean isGiven = component.getType() == Given.class;
      if (value == null) {
        if (required != null) {
          add("missing", place, said(required.message()), Map.of());
        }
      } else if (!value.isNull()) {
        object.set(name, compare(component.getGenericType(), value, place, component));
      } else if (required != null && !isGiven) {
        wrongType(component.getGenericType(), value, place, component);
      }
      if (isGiven && value != null) {
        object.set(name, json.createObjectNode().set("value", object.get(name)));
      }
    }
  }

  /** A value that is there; what it becomes. */
  private JsonNode compare(
      Type type, JsonNode value, List<Object> place, RecordComponent component) {
    var wanted = rawType(type);
    if (wanted == Given.class) {
      return compare(argument(type), value, place, component);
    }
    if (wanted == List.class && value.isArray()) {
      for (int index = 0; index < value.size(); index++) {
        compare(argument(type), value.get(index), append(place, index), component);
      }
      return value;
    }
    if (wanted.isRecord() && value instanceof ObjectNode object) {
      compare(wanted, object, place);
      return value;
    }
    if (wanted == String.class && value.isString()) {
      if (!Texts.isStorable(value.stringValue())) {
        add("string_unicode", place, "Input should be a valid unicode string", Map.of());
      }
      return value;
    }
    if (wanted == Integer.class) {
      var number = wholeNumber(value);
      if (number != null) {
        return IntNode.valueOf(number);
      }
    }
    boolean isRight =
        (wanted == Boolean.class && value.isBoolean())
            || (wanted.isEnum() && values(wanted).contains(value))
            || wanted == JsonNode.class;
    if (!isRight) {
      wrongType(type, value, place, component);
    }
    return value;
  }

  private void wrongType(Type type, JsonNode value, List<Object> place, RecordComponent component) {
    var wanted = rawType(type);
    if (wanted.isEnum()) {
      var words = alternatives(values(wanted).stream().map(JsonNode::stringValue).toList());
      add("enum", place, "Input should be " + words, Map.of("expected", words));
    } else if (wanted == Integer.class) {
      add(
          value.isString() ? "int_parsing" : "int_type",
          place,
          "Input should be a valid integer" + range(component),
          Map.of());
    } else if (wanted == Boolean.class) {
      add("bool_type", place, "Input should be a valid boolean", Map.of());
    } else if (wanted == List.class) {
      add("list_type", place, "Input should be a valid list", Map.of());
    } else if (wanted == String.class) {
      add("string_type", place, "Input should be a valid string", Map.of());
    } else {
      add("dict_type", place, "Input should be a valid dictionary", Map.of());
    }
  }

  /** Also written as a text of digits. */
  private static @Nullable Integer wholeNumber(JsonNode value) {
    if (value.isInt()) {
      return value.intValue();
    }
    if (!value.isString()) {
      return null;
    }
    try {
      return Integer.valueOf(value.stringValue().strip());
    } catch (NumberFormatException _) {
      return null;
    }
  }

  private static String range(RecordComponent component) {
    var least = component.getAccessor().getAnnotation(Min.class);
    var most = component.getAccessor().getAnnotation(Max.class);
    return least == null || most == null
        ? ""
        : " from %d to %d".formatted(least.value(), most.value());
  }

  private List<JsonNode> values(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).<JsonNode>map(json::valueToTree).toList();
  }

  private static String alternatives(List<String> words) {
    var quoted = words.stream().map(word -> "'" + word + "'").toList();
    int last = quoted.size() - 1;
    return last == 0
        ? quoted.getFirst()
        : String.join(", ", quoted.subList(0, last)) + " or " + quoted.get(last);
  }

  private void add(String type, List<Object> place, String message, Map<String, Object> context) {
    problems.add(new FieldProblem(type, place, message, context));
  }

  /** What a constraint says, unless it is the library's own text. */
  private static String said(String message) {
    return message.startsWith("{") ? "Field required" : message;
  }

  /** The name of a component's field. */
  static String wireName(RecordComponent component) {
    var property = component.getAccessor().getAnnotation(JsonProperty.class);
    return property == null ? component.getName() : property.value();
  }

  static Class<?> rawType(Type type) {
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type;
  }

  static Type argument(Type type) {
    return ((ParameterizedType) type).getActualTypeArguments()[0];
  }

  private static List<Object> append(List<Object> location, Object last) {
    var longer = new ArrayList<>(location);
    longer.add(last);
    return longer;
  }
}
