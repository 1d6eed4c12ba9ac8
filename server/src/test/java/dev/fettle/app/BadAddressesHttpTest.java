package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.platform.http.RouteTable;
import dev.fettle.testkit.RoutePaths;
import dev.fettle.testkit.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Walks every route with parts of the path and parameters that no route wants. */
class BadAddressesHttpTest {

  private static final List<String> PARTS =
      List.of(
          "abc",
          "-1",
          "0",
          "99999999999999999999",
          "9223372036854775807",
          "%27%22%3B--",
          "%F0%9F%92%A9",
          "%ED%A0%80",
          "x".repeat(3000));

  private static final List<String> PARAMETERS =
      List.of(
          "cursor=x",
          "cursor=bm51bGw",
          "cursor=blsiIiwiIl0",
          "cursor=cFtudWxsXQ",
          "limit=abc",
          "limit=-5",
          "limit=99999999999",
          "query=%22unbalanced",
          "query=%22%22%20a:%20:b%20!%20((%20%ED%A0%80",
          "query=" + "x".repeat(3000),
          "sort=nothing",
          "statsPeriod=forever",
          "start=yesterday&end=2026-13-45T99:00:00Z",
          "start=%2B999999999-01-01T00:00:00Z",
          "project=abc",
          "project=99999999999999999999",
          "project=1&project=2&project=-7",
          "environment=%F0%9F%92%A9&environment=",
          "id=abc",
          "groups=abc&groups=99999999999999999999",
          "visibility=sometimes",
          "key=%22",
          "&&&==");

  private final World world = World.create();
  private final RoutePaths paths = new RoutePaths(world);

  @Test
  void a_part_of_the_path_that_is_nothing_is_never_our_fault() {
    int walked = 0;
    for (var route : world.server.bean(RouteTable.class).routes()) {
      for (var variable : variables(route.path())) {
        for (var part : PARTS) {
          var path = paths.of(route.path().replace("{" + variable + "}", part));
          var body = route.readsBody() ? "{}" : null;
          var answer = world.charlie.browser().send(route.method(), path, body);
          assertThat(answer.status())
              .as("%s %s: %s", route.method(), path, answer.body())
              .isBetween(400, 499);
          if (!route.method().equals("DELETE")) {
            var asMember = world.alice.browser().send(route.method(), path, body);
            assertThat(asMember.status())
                .as("%s %s: %s", route.method(), path, asMember.body())
                .isLessThan(500);
          }
          walked++;
        }
      }
    }
    assertThat(walked).isGreaterThan(40 * PARTS.size());
  }

  @Test
  void a_parameter_that_is_nothing_is_never_our_fault() {
    int walked = 0;
    for (var route : world.server.bean(RouteTable.class).routes()) {
      if (!route.method().equals("GET") || route.path().endsWith("/live/")) {
        continue;
      }
      for (var parameters : PARAMETERS) {
        var path = paths.of(route.path()) + "?" + parameters;
        var answer = world.alice.api().send("GET", path, null);
        assertThat(answer.status()).as("%s: %s", path, answer.body()).isLessThan(500);
        walked++;
      }
    }
    assertThat(walked).isGreaterThan(20 * PARAMETERS.size());
  }

  private static List<String> variables(String path) {
    var variables = new ArrayList<String>();
    for (var part : path.split("/", -1)) {
      if (part.startsWith("{")) {
        variables.add(part.substring(1, part.length() - 1));
      }
    }
    return variables;
  }
}
