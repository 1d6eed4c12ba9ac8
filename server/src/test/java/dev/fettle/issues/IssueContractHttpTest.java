package dev.fettle.issues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.RoutePaths;
import dev.fettle.testkit.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the clients of GlitchTip and Sentry send beside the plain list. */
class IssueContractHttpTest {

  /** For tests that leave the issue unresolved. */
  private static final class Read {
    static final Shop SHOP = new Shop().receive(Digester.error("KeyError", "\"release\":\"1.0\""));
  }

  private static String issue(Shop shop) {
    return "/api/0/issues/" + shop.issueId("KeyError") + "/";
  }

  private static Map<String, @Nullable Object> body(String name, @Nullable Object value) {
    var body = new HashMap<String, @Nullable Object>();
    body.put("status", "resolved");
    body.put(name, value);
    return body;
  }

  @Test
  void what_cannot_be_done_yet_is_refused_and_nothing_is_changed() {
    var shop = Read.SHOP;
    var api = shop.world.alice.api();
    var bodies =
        List.of(
            body("assignedTo", "user:1"),
            body("assigned_to", "user:1"),
            body("statusDetails", Map.of("inRelease", "latest")),
            body("statusDetails", Map.of("inNextRelease", true)),
            body("status_details", Map.of("ignoreDuration", 30)),
            body("snoozeDuration", 30),
            body("merge", 1),
            body("status", "resolvedInNextRelease"),
            body("status", "gone"));
    for (var body : bodies) {
      for (var path :
          List.of(
              issue(shop),
              shop.listPath() + shop.issueId("KeyError") + "/",
              shop.listPath() + "?id=" + shop.issueId("KeyError"))) {
        var answer = api.put(path, body);
        assertThat(answer.status()).as("%s %s", path, body).isEqualTo(422);
      }
    }
    assertThat(
            api.put(issue(shop), body("status", "resolvedInNextRelease"))
                .json()
                .at("/detail/0/msg")
                .stringValue())
        .isEqualTo("Input should be 'unresolved', 'resolved' or 'ignored'");
    assertThat(shop.titles("?query=is:unresolved")).containsExactly("KeyError");
  }

  @Test
  void what_asks_for_nothing_else_is_done() {
    var shop = new Shop().receive(Digester.error("KeyError", ""));
    var api = shop.world.alice.api();
    for (var body :
        List.of(
            body("assignedTo", null),
            body("assignedTo", ""),
            body("statusDetails", Map.of()),
            body("statusDetails", Map.of("inNextRelease", false)),
            body("snoozeDuration", null))) {
      assertThat(api.put(issue(shop), body).status()).as("%s", body).isEqualTo(200);
    }
    assertThat(shop.titles("?query=is:resolved")).containsExactly("KeyError");
  }

  @ParameterizedTest
  @CsvSource({
    "1h, 1",
    "90m, 2",
    "24h, 24",
    "1d, 24",
    "72h, 72",
    "7d, 7",
    "14d, 14",
    "2w, 14",
    "30d, 30",
    "90d, 90",
    "365d, 90",
    "999999w, 90"
  })
  void a_trend_is_shown_for_any_period(String period, int buckets) {
    var shop = Read.SHOP;
    var answer = shop.world.alice.api().get(shop.listPath() + "?sort=date&statsPeriod=" + period);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    var series = answer.json().at("/0/stats/" + period);
    assertThat(series).hasSize(buckets);
    assertThat(series.get(buckets - 1).get(1).longValue()).isEqualTo(1);
  }

  @Test
  void what_sentrys_command_line_asks_is_answered() {
    var shop = Read.SHOP;
    var api = shop.world.alice.api();
    assertThat(
            Shop.titles(
                api.get(
                    shop.listPath()
                        + "?project=%d&limit=25&sort=date&statsPeriod=90d&groupStatsPeriod=auto&collapse=filtered&collapse=unhandled"
                            .formatted(shop.world.projectId))))
        .containsExactly("KeyError");
    var shortId = shop.world.project.toUpperCase(java.util.Locale.ROOT) + "-1";
    var found =
        api.get("/api/0/organizations/%s/shortids/%s/".formatted(shop.world.organization, shortId));
    assertThat(found.json().get("groupId").stringValue()).isEqualTo(shop.issueId("KeyError"));
    assertThat(found.json().at("/group/title").stringValue()).startsWith("KeyError");
    for (var nothing : List.of("NOPE-1", shop.world.project + "-99", "x")) {
      assertThat(
              api.get(
                      "/api/0/organizations/%s/shortids/%s/"
                          .formatted(shop.world.organization, nothing))
                  .status())
          .isEqualTo(404);
    }
  }

  @Test
  void issues_are_changed_by_their_projects_route() {
    var shop = new Shop().receive(Digester.error("KeyError", ""));
    var path =
        "/api/0/projects/%s/%s/issues/".formatted(shop.world.organization, shop.world.project);
    var id = "?id=" + shop.issueId("KeyError");
    var api = shop.world.alice.api();
    assertThat(api.put(path + id, body("snoozeDuration", null)).json().get("updated").intValue())
        .isEqualTo(1);
    assertThat(api.put(path + "?query=!nonsense:x", Map.of("status", "ignored")).status())
        .isEqualTo(400);
    assertThat(api.put(path + id + "&project=1", Map.of("status", "ignored")).status())
        .isEqualTo(422);
    assertThat(shop.world.charlie.api().put(path + id, Map.of("status", "ignored")).status())
        .isEqualTo(404);
    assertThat(shop.titles("?query=is:resolved")).containsExactly("KeyError");
    assertThat(api.delete(path + id).json().get("updated").intValue()).isEqualTo(1);
    assertThat(shop.titles("")).isEmpty();
  }

  @Test
  void the_page_of_the_raw_event_leads_to_the_api() {
    var world = World.create();
    var path =
        new RoutePaths(world)
            .of("/organizations/{organization}/issues/{issueId}/events/{eventId}/json/");
    var answer = world.alice.browser().get(path);
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location")).contains(world.server.url() + "/api/0" + path);
    assertThat(world.alice.browser().get("/api/0" + path).status()).isEqualTo(200);
    assertThat(world.charlie.browser().get(path).status()).isEqualTo(404);
    assertThat(world.server.browser().get(path).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"projects/%s/%s/alerts/", "organizations/%s/alerts/"})
  void there_are_no_alerts_yet(String form) {
    var world = Read.SHOP.world;
    var path = "/api/0/" + form.formatted(world.organization, world.project);
    var answer = world.alice.api().get(path);
    assertThat(answer.body()).isEqualTo("[]");
    assertThat(answer.header("X-Hits")).contains("0");
    assertThat(world.charlie.api().get(path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/0/issues/x/ | [\"path\",\"issue_id\"]",
        "LIST?project=1&project=x | [\"query\",\"filters\",\"project\",1]",
        "LIST?id=x | [\"query\",\"filters\",\"id\",0]",
        "LIST?start=soon | [\"query\",\"filters\",\"start\"]",
        "LIST?limit=x | [\"query\",\"limit\"]",
        "LIST?sort=title | [\"query\",\"sort\"]"
      })
  void places_of_problems_are_spelled_as_glitchtip_does(String path, String place) {
    var shop = Read.SHOP;
    var answer = shop.world.alice.api().get(path.replace("LIST", shop.listPath()));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/detail/0/loc").toString()).isEqualTo(place);
  }
}
