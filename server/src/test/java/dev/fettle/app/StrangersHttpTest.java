package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.RouteTable;
import dev.fettle.platform.http.RouteTable.Route;
import dev.fettle.testkit.Browser;
import dev.fettle.testkit.RoutePaths;
import dev.fettle.testkit.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Walks every route that exists, with the ids of Alice's real things: whoever is not a member must
 * not learn that they exist.
 */
class StrangersHttpTest {

  private final World world = World.create();
  private final List<Route> routes = world.server.bean(RouteTable.class).routes();
  private final RoutePaths paths = new RoutePaths(world);

  @Test
  void nobody_gets_401_everywhere_but_on_public_routes() {
    int walked = 0;
    for (var route : routes) {
      if (route.access() != Access.Kind.PUBLIC) {
        var answer = call(world.server.browser(), route);
        assertThat(answer.status()).as("%s %s", route, answer.body()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"Unauthorized\"}");
        walked++;
      }
    }
    assertThat(walked).isGreaterThan(35);
  }

  @Test
  void a_stranger_gets_404_on_everything_that_is_not_theirs() {
    int walked = 0;
    for (var route : routes) {
      if (route.access() == Access.Kind.PUBLIC) {
        continue;
      }
      for (var charlie :
          Map.of("session", world.charlie.browser(), "token", world.charlie.api()).entrySet()) {
        var answer = call(charlie.getValue(), route);
        boolean tokenRefused =
            charlie.getKey().equals("token") && route.access() == Access.Kind.SESSION;
        if (tokenRefused) {
          assertThat(answer.status()).as("%s %s", route, charlie.getKey()).isEqualTo(401);
        } else if (route.path().startsWith("/api/0/accept/")) {
          assertThat(answer.status()).as("%s: %s", route, answer.body()).isEqualTo(403);
        } else if (route.path().contains("{")) {
          assertThat(answer.status())
              .as("%s by %s: %s", route, charlie.getKey(), answer.body())
              .isEqualTo(404);
        } else {
          assertThat(answer.status()).as("%s %s", route, answer.body()).isLessThan(500);
        }
        assertThat(answer.body())
            .as("%s", route)
            .doesNotContain(
                world.organization, world.alice.email(), world.bob.email(), "secret of Alice");
        walked++;
      }
    }
    assertThat(walked).isGreaterThan(70);
    assertThat(world.alice.browser().get(world.projectPath() + "keys/").json().size()).isEqualTo(1);
    assertThat(world.alice.browser().get(world.organizationPath()).json().at("/teams").size())
        .isEqualTo(1);
  }

  @Test
  void a_token_without_scopes_is_refused_wherever_scopes_are_asked_for() {
    var powerless = world.alice.apiWith();
    for (var route : routes) {
      if (!route.scopes().isEmpty()) {
        var answer = call(powerless, route);
        assertThat(answer.status()).as("%s %s", route, answer.body()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"Permission denied\"}");
      }
    }
  }

  @Test
  void no_change_goes_through_without_the_csrf_header() {
    var browser = world.alice.browser().withoutCsrf();
    for (var route : routes) {
      if (!route.method().equals("GET")) {
        var answer = call(browser, route);
        assertThat(answer.status()).as("%s %s", route, answer.body()).isEqualTo(403);
        assertThat(answer.body()).as("%s", route).contains("CSRF check Failed");
      }
    }
  }

  private Browser.Answer call(Browser browser, Route route) {
    return browser.send(route.method(), paths.of(route.path()), route.readsBody() ? "{}" : null);
  }
}
