package dev.fettle.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.platform.http.RouteTable;
import dev.fettle.testkit.Golden;
import dev.fettle.testkit.RoutePaths;
import dev.fettle.testkit.TestServer;
import dev.fettle.testkit.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The management API as others see it: a changed shape shows as a diff, and the web client's types
 * follow.
 */
class OpenApiGoldenTest {

  @Test
  void the_description_of_the_api_is_the_golden_one() {
    var mapper =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    var document = describe();
    assertThat(document.path("paths").size()).isGreaterThan(50);
    Golden.assertMatches(
        "openapi.json",
        mapper.writeValueAsString(mapper.treeToValue(document, Object.class)) + "\n");
  }

  /** With Alice's real things, an issue that came in among them. */
  @Test
  void what_is_answered_is_what_is_described() {
    var document = describe();
    var world = World.create();
    var paths = new RoutePaths(world);
    int compared = 0;
    for (var route : TestServer.shared().bean(RouteTable.class).routes()) {
      var schema =
          document
              .path("paths")
              .path(route.path())
              .path("get")
              .at("/responses/200/content/application~1json/schema");
      if (route.method().equals("GET") && !schema.isMissingNode()) {
        var answer = world.alice.browser().get(paths.of(route.path()));
        if (answer.status() == 200) {
          var problems = new ArrayList<String>();
          compare(document, schema, answer.json(), "", problems);
          assertThat(problems).as("%s: %s", route.path(), answer.body()).isEmpty();
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(40);
  }

  private static ObjectNode describe() {
    return new ApiDescription().of(TestServer.shared().bean(RouteTable.class).routes());
  }

  private static void compare(
      JsonNode document, JsonNode schema, JsonNode value, String place, List<String> problems) {
    if (schema.has("$ref")) {
      var target = document.at(schema.get("$ref").stringValue().substring(1));
      compare(document, target, value, place, problems);
    } else if (schema.has("oneOf")) {
      if (!value.isNull()) {
        compare(document, schema.path("oneOf").get(0), value, place, problems);
      }
    } else if (schema.has("type") && !isOfType(schema.get("type"), value)) {
      problems.add("%s is %s, not %s".formatted(place, value, schema.get("type")));
    } else if (schema.has("enum") && !isOneOf(schema.get("enum"), value)) {
      problems.add("%s is %s, not one of %s".formatted(place, value, schema.get("enum")));
    } else if (value.isArray()) {
      value.forEach(item -> compare(document, schema.path("items"), item, place + "[]", problems));
    } else if (value.isObject()) {
      compareFields(document, schema, value, place, problems);
    }
  }

  private static void compareFields(
      JsonNode document, JsonNode schema, JsonNode value, String place, List<String> problems) {
    for (var name : schema.path("required")) {
      if (!value.has(name.stringValue())) {
        problems.add("%s has no %s".formatted(place, name));
      }
    }
    value.forEachEntry((name, field) -> {
      var described = schema.path("properties").path(name);
      var more = schema.path("additionalProperties");
      if (!described.isMissingNode()) {
        compare(document, described, field, place + "." + name, problems);
      } else if (!more.isMissingNode()) {
        compare(document, more, field, place + "." + name, problems);
      } else if (schema.has("properties")) {
        problems.add("%s has %s, which nothing describes".formatted(place, name));
      }
    });
  }

  private static boolean isOfType(JsonNode types, JsonNode value) {
    var actual =
        switch (value.getNodeType()) {
          case OBJECT -> "object";
          case ARRAY -> "array";
          case STRING -> "string";
          case BOOLEAN -> "boolean";
          case NULL -> "null";
          case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
          case BINARY, MISSING, POJO -> "none";
        };
    return types.isString()
        ? types.stringValue().equals(actual)
        : types.valueStream().anyMatch(type -> type.stringValue().equals(actual));
  }

  private static boolean isOneOf(JsonNode words, JsonNode value) {
    return words.valueStream().anyMatch(value::equals);
  }
}
