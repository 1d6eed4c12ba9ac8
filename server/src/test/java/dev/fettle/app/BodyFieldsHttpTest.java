package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fettle.platform.http.RouteTable;
import dev.fettle.platform.http.RouteTable.Route;
import dev.fettle.platform.http.body.Given;
import dev.fettle.testkit.RoutePaths;
import dev.fettle.testkit.World;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every field of every body, with values of every other type: the answer names the field and says
 * what may stand there.
 */
class BodyFieldsHttpTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final World world = World.create();
  private final RoutePaths paths = new RoutePaths(world);
  private int walked;

  @Test
  void a_value_of_another_type_is_answered_with_its_field_and_what_is_allowed() {
    for (var route : world.server.bean(RouteTable.class).routes()) {
      if (route.body() != null) {
        for (var component : Objects.requireNonNull(route.body()).getRecordComponents()) {
          for (var value : wrong(component.getGenericType())) {
            check(route, component, value, false);
          }
          if (component.getAccessor().isAnnotationPresent(NotNull.class)) {
            check(route, component, "", true);
            if (component.getType() != Given.class && component.getType() != JsonNode.class) {
              check(route, component, "null", false);
            }
          }
        }
      }
    }
    assertThat(walked).isGreaterThan(250);
  }

  private void check(Route route, RecordComponent component, String value, boolean missing) {
    var property = component.getAccessor().getAnnotation(JsonProperty.class);
    var name = property == null ? component.getName() : property.value();
    var body = missing ? "{}" : "{\"%s\":%s}".formatted(name, value);
    var answer = world.alice.browser().send(route.method(), paths.of(route.path()), body);
    var what = "%s %s with %s: %s".formatted(route.method(), route.path(), body, answer.body());
    assertThat(answer.status()).as(what).isEqualTo(422);
    var problem =
        answer
            .json()
            .get("detail")
            .valueStream()
            .filter(each -> each.at("/loc/2").asString().equals(name))
            .findFirst();
    assertThat(problem).as(what).isPresent();
    var type = problem.orElseThrow().get("type").stringValue();
    assertThat(type.equals("missing")).as(what).isEqualTo(missing);
    assertThat(problem.orElseThrow().get("msg").stringValue())
        .as(what)
        .contains(missing ? "Field required" : allowed(component.getGenericType()));
    walked++;
  }

  /** JSON values that are not of the type; none where the feature reads the value itself. */
  private static List<String> wrong(Type type) {
    var raw = raw(type);
    if (raw == Given.class) {
      return wrong(argument(type));
    }
    if (raw == JsonNode.class) {
      return List.of();
    }
    if (raw == String.class) {
      return List.of("7", "true", "[]", "{}", "1.5");
    }
    if (raw == Integer.class) {
      return List.of("\"x\"", "true", "[]", "{}", "1.5", "99999999999", "\"\"");
    }
    if (raw == Boolean.class) {
      return List.of("\"true\"", "1", "[]", "{}", "\"\"");
    }
    if (raw.isEnum()) {
      return List.of("\"no-such\"", "7", "true", "[]", "{}", "\"\"", "0");
    }
    if (raw == List.class || raw.isRecord()) {
      return List.of("\"x\"", "7", "true", raw == List.class ? "{}" : "[]");
    }
    throw new AssertionError("which values are no " + type + "?");
  }

  private static String allowed(Type type) {
    var raw = raw(type);
    if (raw == Given.class) {
      return allowed(argument(type));
    }
    if (raw.isEnum()) {
      return "'" + JSON.valueToTree(raw.getEnumConstants()[0]).stringValue() + "', ";
    }
    return raw == String.class
        ? "valid string"
        : raw == Integer.class
            ? "valid integer"
            : raw == Boolean.class
                ? "valid boolean"
                : raw == List.class ? "valid list" : "valid dictionary";
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type;
  }

  private static Type argument(Type type) {
    return ((ParameterizedType) type).getActualTypeArguments()[0];
  }
}
