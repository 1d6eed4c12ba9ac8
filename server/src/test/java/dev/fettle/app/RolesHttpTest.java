package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.platform.http.Access;
import dev.fettle.platform.http.Role;
import dev.fettle.platform.http.RouteTable;
import dev.fettle.platform.http.RouteTable.Route;
import dev.fettle.testkit.Browser;
import dev.fettle.testkit.Person;
import dev.fettle.testkit.RoutePaths;
import dev.fettle.testkit.TestServer;
import dev.fettle.testkit.World;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every route that is about an organization, for every role in it: it answers what its declaration
 * says, and really does what it is for when the role suffices.
 */
class RolesHttpTest {

  /** The smallest body with which each route does its work. */
  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry("PUT /api/0/organizations/{organization}/", "{\"name\":\"Acme\"}"),
          Map.entry(
              "PUT /api/0/organizations/{organization}/intake-limit/", "{\"rateLimit\":null}"),
          Map.entry(
              "PUT /api/0/organizations/{organization}/issues/", "{\"status\":\"unresolved\"}"),
          Map.entry(
              "PUT /api/0/projects/{organization}/{project}/issues/",
              "{\"status\":\"unresolved\"}"),
          Map.entry("PUT /api/0/issues/{issueId}/", "{\"status\":\"resolved\"}"),
          Map.entry(
              "PUT /api/0/organizations/{organization}/issues/{issueId}/",
              "{\"status\":\"unresolved\"}"),
          Map.entry(
              "POST /api/0/organizations/{organization}/members/",
              "{\"email\":\"new@example.com\",\"orgRole\":\"member\"}"),
          Map.entry(
              "PUT /api/0/organizations/{organization}/members/{memberId}/",
              "{\"orgRole\":\"member\"}"),
          Map.entry("POST /api/0/organizations/{organization}/teams/", "{\"slug\":\"mobile\"}"),
          Map.entry("PUT /api/0/teams/{organization}/{team}/", "{\"slug\":\"web\"}"),
          Map.entry("POST /api/0/teams/{organization}/{team}/projects/", "{\"name\":\"Second\"}"),
          Map.entry("PUT /api/0/projects/{organization}/{project}/", "{\"name\":\"Checkout\"}"),
          Map.entry(
              "PUT /api/0/projects/{organization}/{project}/environments/{name}/",
              "{\"isHidden\":false}"),
          Map.entry("PUT /api/0/projects/{organization}/{project}/intake-rules/", "{}"),
          Map.entry("POST /api/0/projects/{organization}/{project}/keys/", "{}"),
          Map.entry("PUT /api/0/projects/{organization}/{project}/keys/{keyId}/", "{}"));

  /** First what changes nothing for others, last what takes away what others need. */
  private static final Comparator<Route> HARMLESS_FIRST =
      Comparator.<Route, Boolean>comparing(route -> route.method().equals("DELETE"))
          .thenComparing(route -> !route.path().contains("{issueId}"))
          .thenComparingInt(route -> -RoutePaths.variables(route.path()).size())
          .thenComparingInt(route -> -route.path().length());

  private final World world = World.create();
  private final RoutePaths paths =
      new RoutePaths(world).with("memberId", world.bobMemberId).with("team", world.team);

  private static List<Route> routes() {
    return TestServer.shared().bean(RouteTable.class).routes().stream()
        .filter(route -> route.role() != null)
        .sorted(HARMLESS_FIRST)
        .toList();
  }

  @Test
  void every_route_that_names_an_organization_or_what_is_in_one_asks_for_a_role() {
    var about = Set.of("organization", "project", "team", "issueId", "memberId");
    var without = new TreeSet<String>();
    for (var route : TestServer.shared().bean(RouteTable.class).routes()) {
      if (RoutePaths.variables(route.path()).stream().anyMatch(about::contains)
          && route.role() == null) {
        without.add(route.path());
      }
    }
    assertThat(without).isEmpty();
    assertThat(routes()).hasSizeGreaterThan(60);
    assertThat(routes().stream().filter(Route::readsBody).map(RolesHttpTest::name))
        .containsExactlyInAnyOrderElementsOf(BODIES.keySet());
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void each_role_may_what_the_route_says(Role role) {
    var dora = Person.register(world.server, "dora");
    world.join(dora, role.text());
    for (var route : routes()) {
      if (!role.atLeast(smallest(route))) {
        var refused = call(dora.browser(), route);
        assertThat(refused.status()).as("%s: %s", name(route), refused.body()).isEqualTo(403);
        assertThat(refused.body())
            .as(name(route))
            .contains("Your role is " + role.text(), smallest(route).text());
      }
    }
    for (var route : routes()) {
      if (role.atLeast(smallest(route))) {
        var what = "%s by %s".formatted(name(route), role);
        if (route.path().endsWith("/live/")) {
          assertThat(dora.browser().statusOf(paths.of(route.path()))).as(what).isEqualTo(200);
        } else {
          var answer = call(dora.browser(), route);
          assertThat(answer.status()).as("%s: %s", what, answer.body()).isBetween(200, 399);
        }
      }
    }
  }

  @Test
  void what_makes_up_for_a_role_does() {
    var excepted = routes().stream().filter(route -> !route.also().isEmpty()).toList();
    assertThat(excepted.stream().flatMap(route -> route.also().stream()))
        .contains(Access.Also.values());
    for (var route : excepted) {
      for (var exception : route.also()) {
        var dora = Person.register(world.server, "dora");
        boolean admin = exception == Access.Also.ADMIN_IN_TEAM;
        var memberId = world.join(dora, admin ? "admin" : "member");
        if (admin) {
          join(world.alice, memberId);
        }
        openMembership(exception == Access.Also.SELF_WHILE_OPEN);
        var path = admin ? paths : paths.with("memberId", memberId);
        var answer = dora.browser().send(route.method(), path.of(route.path()), null);
        assertThat(answer.status())
            .as("%s with %s: %s", name(route), exception, answer.body())
            .isBetween(200, 299);
      }
    }
    openMembership(false);
    var erin = Person.register(world.server, "erin");
    var own = paths.with("memberId", world.join(erin, "admin"));
    for (var route : excepted) {
      if (!route.also().contains(Access.Also.SELF)) {
        assertThat(erin.browser().send(route.method(), own.of(route.path()), null).status())
            .as("%s by an admin who is not in the team", name(route))
            .isEqualTo(403);
      }
    }
  }

  @Test
  void what_is_not_there_and_what_is_anothers_are_404_alike() {
    var other = World.in(world.server);
    var others = new RoutePaths(other);
    for (var route : routes()) {
      var strange = call(other.alice.browser(), route);
      for (var variable : RoutePaths.variables(route.path())) {
        for (var value : valuesOfOthers(others, variable)) {
          var path = paths.with(variable, value).of(route.path());
          var answer = world.alice.browser().send(route.method(), path, BODIES.get(name(route)));
          if (answer.status() == 302) {
            var target = URI.create(answer.header("Location").orElseThrow());
            answer = world.alice.browser().get(target.getPath());
          }
          var what = "%s with {%s} %s: %s".formatted(name(route), variable, value, answer.body());
          assertThat(answer.status()).as(what).isEqualTo(404);
          assertThat(answer.body()).as(what).isEqualTo(strange.body());
        }
      }
    }
  }

  /** Of another organization where it has an id of its own, and of nobody. */
  private static List<String> valuesOfOthers(RoutePaths others, String variable) {
    return switch (variable) {
      case "organization" -> List.of(others.value(variable), "no-such");
      case "issueId" -> List.of(others.value(variable), "999999999");
      case "memberId" -> List.of(others.value(variable), "999999999");
      case "keyId", "itemId" ->
          List.of(others.value(variable), "00000000-0000-4000-8000-000000000000");
      case "eventId" -> List.of("00000000000040008000000000000000");
      case "project", "team", "name", "shortId" -> List.of("no-such");
      default -> throw new AssertionError("which {" + variable + "} does Alice not have?");
    };
  }

  private Browser.Answer call(Browser browser, Route route) {
    var place =
        route.path().endsWith("/set_owner/")
            ? paths.with("memberId", world.aliceMemberId) // so that Bob can be removed afterwards
            : paths;
    return browser.send(route.method(), place.of(route.path()), BODIES.get(name(route)));
  }

  private void join(Person by, String memberId) {
    var path = world.organizationPath() + "members/" + memberId + "/teams/" + world.team + "/";
    assertThat(by.browser().post(path, "").status()).isEqualTo(201);
  }

  private void openMembership(boolean open) {
    world
        .server
        .jdbc()
        .sql("UPDATE organization SET open_membership = :open WHERE id = :id")
        .param("open", open)
        .param("id", world.organizationId)
        .update();
  }

  private static Role smallest(Route route) {
    return Objects.requireNonNull(route.role());
  }

  private static String name(Route route) {
    return route.method() + " " + route.path();
  }
}
