package dev.fettle.issues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.ItemSender;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IssueHttpTest {

  private static Shop shop() {
    return new Shop()
        .receive(
            Duration.ofHours(5),
            Digester.error("KeyError", "\"release\":\"shop@1.0\",\"tags\":{\"city\":\"Rome\"}"),
            Digester.error("KeyError", "\"tags\":{\"city\":\"Oslo\"}"),
            Digester.error("KeyError", "\"tags\":{\"city\":\"Rome\"}"),
            Digester.error("Other", ""));
  }

  private static String path(Shop shop) {
    return "/api/0/issues/" + shop.issueId("KeyError") + "/";
  }

  @Test
  void shows_one_issue_with_both_trends() {
    var shop = shop();
    var answer = shop.world.bob.api().get(path(shop));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    var issue = answer.json();
    assertThat(issue.get("count").stringValue()).isEqualTo("3");
    assertThat(issue.get("userReportCount").intValue()).isZero();
    assertThat(issue.at("/firstRelease/shortVersion").stringValue()).isEqualTo("1.0");
    assertThat(issue.at("/stats/24h")).hasSize(24);
    assertThat(issue.at("/stats/14d")).hasSize(14);
    assertThat(issue.get("permalink").stringValue())
        .endsWith("/" + shop.world.organization + "/issues/" + shop.issueId("KeyError"));
    var other = "/api/0/organizations/%s/issues/%s/";
    var id = shop.issueId("KeyError");
    assertThat(shop.world.alice.api().get(other.formatted(shop.world.organization, id)).json())
        .isEqualTo(issue);
    assertThat(
            shop.world
                .charlie
                .api()
                .get(other.formatted(shop.world.charliesOrganization, id))
                .status())
        .isEqualTo(404);
  }

  @Test
  void resolves_and_reopens_and_says_who_did() {
    var shop = shop();
    var resolved = shop.world.bob.browser().put(path(shop), Map.of("status", "resolved"));
    assertThat(resolved.status()).as(resolved.body()).isEqualTo(200);
    assertThat(resolved.json().get("status").stringValue()).isEqualTo("resolved");
    assertThat(resolved.json().at("/resolvedBy/email").stringValue())
        .isEqualTo(shop.world.bob.email());

    var gitlab =
        "/api/0/organizations/%s/issues/%s/"
            .formatted(shop.world.organization, shop.issueId("KeyError"));
    assertThat(
            shop.world
                .alice
                .api()
                .put(gitlab, Map.of("status", "unresolved"))
                .json()
                .get("resolvedBy")
                .isNull())
        .isTrue();
    shop.world.alice.api().put(gitlab, Map.of("status", "unresolved"));
    shop.world.alice.api().put(gitlab, Map.of("status", "resolved"));
    shop.receive(Digester.error("KeyError", "\"release\":\"shop@2\""));

    var activity = shop.world.alice.api().get(path(shop) + "activity/?limit=3");
    assertThat(activity.json().findValuesAsString("type"))
        .containsExactly("regressed", "resolved", "unresolved");
    assertThat(activity.json().at("/0/data/release").stringValue()).isEqualTo("shop@2");
    assertThat(activity.json().at("/0/user").isNull()).isTrue();
    assertThat(activity.json().at("/1/user/email").stringValue())
        .isEqualTo(shop.world.alice.email());
    assertThat(activity.header("X-Hits")).contains("5");
    assertThat(shop.world.alice.api().get(path(shop)).json().get("isRegressed").booleanValue())
        .isTrue();
  }

  @Test
  void an_empty_change_changes_nothing_and_a_wrong_one_is_refused() {
    var shop = shop();
    assertThat(shop.world.alice.api().put(path(shop), "{}").json().get("status").stringValue())
        .isEqualTo("unresolved");
    assertThat(shop.world.alice.api().put(path(shop), Map.of("status", "done")).status())
        .isEqualTo(422);
    assertThat(shop.world.alice.api().put(path(shop), "{").status()).isEqualTo(400);
    assertThat(
            shop.world
                .alice
                .apiWith("event:read")
                .put(path(shop), Map.of("status", "resolved"))
                .status())
        .isEqualTo(403);
    assertThat(shop.world.alice.api().get("/api/0/issues/abc/").status()).isBetween(404, 422);
  }

  @Test
  void a_deleted_issue_is_gone_and_later_purged() {
    var shop = shop();
    var id = shop.issueId("KeyError");
    var path = path(shop);
    assertThat(shop.world.alice.api().delete(path).status()).isEqualTo(204);
    for (var sub : List.of("", "tags/", "events/", "events/latest/", "activity/")) {
      assertThat(shop.world.alice.api().get(path + sub).status()).as(sub).isEqualTo(404);
    }
    assertThat(shop.world.alice.api().delete(path).status()).isEqualTo(404);
    assertThat(shop.titles("")).containsExactly("Other");
    for (var table : List.of("issue_tag", "issue_hour", "issue_activity", "event")) {
      ItemSender.eventually(() ->
          assertThat(
                  shop.server
                      .jdbc()
                      .sql("SELECT count(*) FROM " + table + " WHERE issue_id = :id")
                      .param("id", Long.parseLong(id))
                      .query(Long.class)
                      .single())
              .as(table)
              .isZero());
    }
  }

  @Test
  void tags_are_counted_by_value() {
    var shop = shop();
    var all = shop.world.alice.api().get(path(shop) + "tags/");
    assertThat(all.json().findValuesAsString("key")).contains("city", "release");
    var city = shop.world.alice.api().get(path(shop) + "tags/?key=city").json();
    assertThat(city.toString())
        .isEqualTo(
            """
            [{"key":"city","name":"City","uniqueValues":2,"totalValues":3,"topValues":[\
            {"name":"Rome","value":"Rome","key":"city","count":2},\
            {"name":"Oslo","value":"Oslo","key":"city","count":1}],"otherCount":0}]\
            """);
    assertThat(shop.world.alice.api().get(path(shop) + "tags/?key=none").json()).isEmpty();
  }

  @Test
  void a_removed_hash_starts_a_new_issue() {
    var shop = shop();
    var path =
        "/api/0/organizations/%s/issues/%s/hashes/"
            .formatted(shop.world.organization, shop.issueId("KeyError"));
    var hashes = shop.world.alice.api().get(path).json();
    assertThat(hashes).hasSize(1);
    var hash = hashes.at("/0/id").stringValue();
    assertThat(hash).hasSize(32);
    assertThat(hashes.at("/0/latestEvent/title").stringValue()).isEqualTo("KeyError: it broke");
    assertThat(shop.world.alice.api().delete(path + "?id=" + hash + "&id=nonsense").status())
        .isEqualTo(202);
    shop.receive(Digester.error("KeyError", ""));
    assertThat(shop.titles("?query=KeyError")).hasSize(2);
    assertThat(shop.world.charlie.api().get(path).status()).isEqualTo(404);
  }

  @Test
  void a_stranger_sees_no_part_of_it() {
    var shop = shop();
    for (var sub :
        List.of(
            "", "tags/", "activity/", "events/", "events/latest/", "user-reports/", "comments/")) {
      assertThat(shop.world.charlie.api().get(path(shop) + sub).status()).as(sub).isEqualTo(404);
    }
    assertThat(shop.world.charlie.api().put(path(shop), Map.of("status", "resolved")).status())
        .isEqualTo(404);
    assertThat(shop.world.charlie.api().delete(path(shop)).status()).isEqualTo(404);
    assertThat(shop.titles("?query=is:unresolved")).hasSize(2);
  }
}
