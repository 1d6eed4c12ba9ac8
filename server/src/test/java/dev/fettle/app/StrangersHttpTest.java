package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.RouteTable;
import dev.fettle.platform.http.RouteTable.Route;
import dev.fettle.platform.http.Scope;
import dev.fettle.testkit.Browser;
import dev.fettle.testkit.RoutePaths;
import dev.fettle.testkit.World;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
        assertScopeRefused(call(powerless, route), route);
      }
    }
  }

  @Test
  void the_owners_token_with_every_scope_but_those_of_the_route_is_refused() {
    var tokens = new HashMap<List<String>, Browser>();
    for (var route : routes) {
      if (!route.scopes().isEmpty()) {
        var token =
            tokens.computeIfAbsent(
                route.scopes(),
                scopes ->
                    world.alice.apiWith(
                        Arrays.stream(Scope.values())
                            .map(Scope::text)
                            .filter(scope -> !scopes.contains(scope))
                            .toArray(String[]::new)));
        assertScopeRefused(call(token, route), route);
      }
    }
    assertThat(tokens).hasSizeGreaterThan(10);
  }

  /** With Charlie's tokens, who is let past the scopes and no further. */
  @ParameterizedTest
  @EnumSource(Scope.class)
  void a_token_that_lacks_one_scope_is_refused_where_no_other_will_do(Scope missing) {
    var others =
        world.charlie.apiWith(
            Arrays.stream(Scope.values())
                .filter(scope -> scope != missing)
                .map(Scope::text)
                .toArray(String[]::new));
    var only = world.charlie.apiWith(missing.text());
    for (var route : routes) {
      if (route.access() != Access.Kind.SIGNED_IN || route.scopes().isEmpty()) {
        continue;
      }
      assertScope(call(others, route), route, !route.scopes().equals(List.of(missing.text())));
      assertScope(call(only, route), route, route.scopes().contains(missing.text()));
    }
  }

  private static void assertScope(Browser.Answer answer, Route route, boolean suffices) {
    if (!suffices) {
      assertScopeRefused(answer, route);
    } else if (route.role() != null) {
      assertThat(answer.status()).as("%s %s", route, answer.body()).isEqualTo(404);
    } else {
      assertThat(answer.status()).as("%s %s", route, answer.body()).isNotIn(401, 403);
    }
  }

  private static void assertScopeRefused(Browser.Answer answer, Route route) {
    assertThat(answer.status()).as("%s %s", route, answer.body()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("{\"detail\":\"Permission denied\"}");
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
