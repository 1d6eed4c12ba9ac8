package dev.fettle.issues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.Browser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssueListHttpTest {

  private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"; results=\"true\"");
  private static final Pattern PREVIOUS =
      Pattern.compile("<([^>]*)>; rel=\"previous\"; results=\"true\"");

  private static String query(String text) {
    return "?query=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** 250 issues, a fifth of them ignored, for tests that only read. */
  private static final class Many {
    static final Shop SHOP = make();

    private static Shop make() {
      var shop = new Shop();
      var events = new ArrayList<String>();
      for (int i = 0; i < 250; i++) {
        for (int n = 0; n <= i % 3; n++) {
          events.add(Digester.error("E" + i, ""));
        }
      }
      shop.receive(events.toArray(String[]::new));
      shop.server
          .jdbc()
          .sql("UPDATE issue SET status = 'ignored' WHERE project_id = :id AND short_id % 5 = 0")
          .param("id", shop.world.projectId)
          .update();
      return shop;
    }
  }

  /** For tests that only read. */
  private static final class Read {
    static final Shop SHOP = shop();
  }

  private static Shop shop() {
    return new Shop()
        .receive(
            Duration.ofHours(50),
            Digester.error(
                "OldError",
                "\"release\":\"1.0\",\"environment\":\"prod\",\"tags\":{\"city\":\"Rome\"}"))
        .receive(
            Duration.ofHours(3),
            Digester.error(
                "MidError",
                "\"level\":\"warning\",\"environment\":\"test\",\"tags\":{\"city\":\"New York\"},\"user\":{\"id\":1}"),
            Digester.error(
                "MidError", "\"level\":\"warning\",\"environment\":\"test\",\"user\":{\"id\":2}"))
        .receive(
            Digester.error(
                "NewError",
                "\"release\":\"2.0\",\"environment\":\"prod\",\"tags\":{\"url\":\"http://x/y\"}"),
            Digester.error("NewError", ""),
            Digester.error("NewError", ""),
            "{\"message\":\"Payment of 100% failed\",\"level\":\"info\",\"platform\":\"node\"}");
  }

  @Test
  void shows_issues_in_glitchtips_shape_and_what_our_list_needs() {
    var shop = shop();
    var answer = shop.world.bob.browser().get(shop.listPath() + "?statsPeriod=24h&sort=count");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("X-Hits")).contains("4");
    assertThat(answer.header("X-Max-Hits")).contains("1000");
    var issue = answer.json().get(2);
    assertThat(issue.get("title").stringValue()).isEqualTo("MidError: it broke");
    assertThat(issue.get("id").isString()).isTrue();
    assertThat(issue.get("count").stringValue()).isEqualTo("2");
    assertThat(issue.get("userCount").longValue()).isEqualTo(2);
    assertThat(issue.get("level").stringValue()).isEqualTo("warning");
    assertThat(issue.get("type").stringValue()).isEqualTo("error");
    assertThat(issue.get("culprit").stringValue()).isEqualTo("shop.py in f_MidError");
    assertThat(issue.at("/metadata/type").stringValue()).isEqualTo("MidError");
    assertThat(issue.at("/project/slug").stringValue()).isEqualTo(shop.world.project);
    assertThat(issue.at("/project/id").stringValue()).isEqualTo("" + shop.world.projectId);
    assertThat(issue.get("shortId").stringValue())
        .isEqualTo(shop.world.project.toUpperCase(java.util.Locale.ROOT) + "-2");
    assertThat(issue.get("isNew").booleanValue()).isTrue();
    assertThat(issue.get("isRegressed").booleanValue()).isFalse();
    assertThat(issue.get("platform").stringValue()).isEqualTo("python");
    assertThat(issue.get("firstRelease").isNull()).isTrue();
    assertThat(issue.get("lastSeen").stringValue()).matches("\\d{4}-.*T.*\\.\\d{3}Z");
    var hours = issue.at("/stats/24h");
    assertThat(hours).hasSize(24);
    long sum = 0;
    for (var hour : hours) {
      assertThat(hour.get(0).longValue() % 3600).isZero();
      sum += hour.get(1).longValue();
    }
    assertThat(sum).isEqualTo(2);
    assertThat(answer.json().get(3).at("/firstRelease/version").stringValue()).isEqualTo("2.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "is:unresolved | NewError,Payment of 100% failed,MidError,OldError",
        "is:new | NewError,Payment of 100% failed,MidError",
        "!is:new | OldError",
        "is:resolved | ''",
        "level:warning | MidError",
        "!level:warning level:error | NewError,OldError",
        "type:default | Payment of 100% failed",
        "platform:python !platform:node | NewError,MidError,OldError",
        "has:city | MidError,OldError",
        "!has:city | NewError,Payment of 100% failed",
        "city:Rome | OldError",
        "city:\"New York\" | MidError",
        "!city:Rome has:city | MidError",
        "release:2.0 | NewError",
        "environment:prod | NewError,OldError",
        "!environment:prod | Payment of 100% failed,MidError",
        "timesSeen:>2 | NewError",
        "timesSeen:<=1 | Payment of 100% failed,OldError",
        "timesSeen:2 | MidError",
        "users:>=2 | MidError",
        "firstSeen:-24h | NewError,Payment of 100% failed,MidError",
        "age:+1d | OldError",
        "lastSeen:-1h | NewError,Payment of 100% failed",
        "payment FAILED | Payment of 100% failed",
        "100% | Payment of 100% failed",
        "1_0 | ''",
        "f_Mid level:warning | MidError",
        "error is:unresolved shop.py | NewError,MidError,OldError",
        "\"it broke\" | NewError,MidError,OldError",
        "http://nowhere/x | ''",
        "Err* | NewError,MidError,OldError",
        "Mid*broke | MidError",
        "!broke | Payment of 100% failed",
        "level:[warning,info] | Payment of 100% failed,MidError",
        "!level:[warning,info] | NewError,OldError",
        "city:[Rome,\"New York\"] | MidError,OldError",
        "release:[1.0,2.0] | NewError,OldError",
        "has:user | MidError",
        "!has:user | NewError,Payment of 100% failed,OldError",
        "is:unassigned level:info | Payment of 100% failed",
        "!is:unassigned | ''",
        "times_seen:>2 | NewError",
        "localhost:8080 | ''"
      })
  void understands(String text, String expected) {
    var titles = expected.isEmpty() ? new String[0] : expected.split(",", -1);
    assertThat(Read.SHOP.titles(query(text))).containsExactlyInAnyOrder(titles);
  }

  @Test
  void text_with_a_colon_and_tags_with_any_characters_are_found() {
    var shop =
        new Shop()
            .receive(
                Digester.error("Rack::Timeout::RequestTimeoutError", ""),
                "{\"message\":\"connect to localhost:8080 failed\"}",
                """
                {"message":"Tag click sample","tags":{"quote":"say \\"hi\\" now",
                 "path":"C:\\\\My Dir\\\\x.txt","my tag":"some value","a:b":"c","größe":"XL"}}
                """);
    assertThat(shop.titles(query("Rack::Timeout::RequestTimeoutError"))).containsExactly("Rack");
    assertThat(shop.titles(query("localhost:8080"))).containsExactly("connect to localhost");
    for (var link :
        List.of(
            "quote:\"say \\\"hi\\\" now\"",
            "path:\"C:\\\\My Dir\\\\x.txt\"",
            "\"my tag\":\"some value\"",
            "\"a:b\":c",
            "tags[a:b]:c",
            "größe:XL",
            "project:" + shop.world.project + " größe:[XL,S]",
            "issue:" + shop.world.project + "-3")) {
      assertThat(shop.titles(query(link))).as(link).containsExactly("Tag click sample");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!has:usr",
        "!message:*memory*",
        "!error.type:TypeError",
        "error.type:TypeError",
        "!release:web@*",
        "!level:[error,noise]",
        "!user.ip:203.0.113.7",
        "!http.method:POST",
        "is:nonsense",
        "firstSeen:yesterday",
        "timesSeen:2..5",
        "\"unbalanced",
        "a OR b",
        "project:nope",
        "lastSeen:>+999999999-12-31T00:00:00Z",
        "lastSeen:<-999999999-01-01",
        "firstSeen:>10000-01-01T00:00:00",
        "lastSeen:>=now-999999w",
        "age:-999999w",
        "age:+999999w"
      })
  void what_is_not_understood_finds_and_changes_nothing_and_is_named(String text) {
    var shop = Read.SHOP;
    var api = shop.world.alice.api();
    var path = shop.listPath() + query("is:unresolved " + text);
    for (var answer :
        List.of(api.get(path), api.put(path, Map.of("status", "ignored")), api.delete(path))) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      assertThat(answer.json().get("detail").stringValue()).contains("at character ");
    }
    assertThat(shop.titles("?query=is:ignored")).isEmpty();
    assertThat(shop.titles("")).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?query=localhost:8080 | 400",
        "?query=tpye:error | 400",
        "?querry=is:resolved | 422",
        "?id= | 422",
        "?id=1&project= | 422",
        "?query=is:resolved&query=is:new | 422",
        "?query=is:resolved&limit=1 | 400",
        "?query=is:resolved&cursor=abc | 400",
        "?cursor= | 400",
        "?statsPeriod=14d&query=is:resolved | 200"
      })
  void a_bulk_change_never_means_more_than_it_says(String parameters, int status) {
    var shop = Read.SHOP;
    var answer =
        shop.world.alice.api().put(shop.listPath() + parameters, Map.of("status", "ignored"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(shop.titles("?query=is:ignored")).isEmpty();
  }

  @Test
  void a_bulk_change_of_an_issues_name_or_an_events_id_means_that_issue() {
    var shop = new Shop();
    var id = "0123456789abcdef0123456789abcdef";
    shop.receive(
        Digester.error("KeyError", "\"event_id\":\"" + id + "\""), Digester.error("Other", ""));
    var api = shop.world.alice.api();
    for (var status : List.of("ignored", "resolved")) {
      var named = status.equals("ignored") ? id : shop.world.project + "-1";
      var answer = api.put(shop.listPath() + "?query=" + named, Map.of("status", status));
      assertThat(answer.json().get("updated").intValue()).isEqualTo(1);
      assertThat(shop.titles("?query=is:" + status)).containsExactly("KeyError");
    }
  }

  @Test
  void filters_by_project_environment_time_and_id() {
    var shop = shop();
    assertThat(shop.titles("?project=" + shop.world.projectId)).hasSize(4);
    assertThat(shop.titles("?project=999999")).isEmpty();
    assertThat(shop.titles("?environment=prod&environment=test"))
        .containsExactly("NewError", "MidError", "OldError");
    assertThat(shop.titles("?environment=prod,test")).isEmpty();
    assertThat(shop.titles("?start=now-4h")).doesNotContain("OldError").hasSize(3);
    assertThat(shop.titles("?end=now-4h")).containsExactly("OldError");
    assertThat(shop.titles("?id=" + shop.issueId("OldError") + "&id=" + shop.issueId("MidError")))
        .containsExactly("MidError", "OldError");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?sort=title",
        "?start=soon",
        "?project=x",
        "?id=1,2",
        "?statsPeriod=1y",
        "?statsPeriod=0d",
        "?cursor=zzz",
        "?limit=x"
      })
  void says_which_parameter_is_wrong(String parameters) {
    var shop = new Shop();
    assertThat(shop.world.alice.api().get(shop.listPath() + parameters).status()).isEqualTo(422);
  }

  @Test
  void an_event_id_is_a_direct_hit() {
    var shop = new Shop();
    var id = "0123456789abcdef0123456789abcdef";
    shop.receive(
        Digester.error("KeyError", "\"event_id\":\"" + id + "\""), Digester.error("Other", ""));
    var answer = shop.world.alice.api().get(shop.listPath() + "?query=" + id);
    assertThat(answer.header("X-Sentry-Direct-Hit")).contains("1");
    assertThat(answer.json()).hasSize(1);
    assertThat(answer.json().get(0).get("matchingEventId").stringValue()).isEqualTo(id);
    assertThat(shop.titles("?query=" + "f".repeat(32))).isEmpty();
  }

  @Test
  void a_short_id_finds_its_issue() {
    var shop = shop();
    assertThat(shop.titles("?query=" + shop.world.project + "-2")).containsExactly("MidError");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-last_seen",
        "last_seen",
        "-first_seen",
        "first_seen",
        "-count",
        "count",
        "-priority",
        "priority"
      })
  void pages_through_everything_without_gaps_or_repeats_there_and_back(String sort) {
    var shop = Many.SHOP;
    var answer = shop.world.alice.api().get(shop.listPath() + "?limit=40&sort=" + sort);
    var pages = new ArrayList<List<String>>();
    pages.add(Shop.titles(answer));
    for (var path = follow(NEXT, answer, shop);
        !path.isEmpty();
        path = follow(NEXT, answer, shop)) {
      answer = shop.world.alice.api().get(path);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.header("X-Hits")).contains("250");
      pages.add(Shop.titles(answer));
    }
    assertThat(pages.stream().flatMap(List::stream)).hasSize(250).doesNotHaveDuplicates();
    var back = new ArrayList<List<String>>();
    for (var path = follow(PREVIOUS, answer, shop);
        !path.isEmpty();
        path = follow(PREVIOUS, answer, shop)) {
      answer = shop.world.alice.api().get(path);
      back.add(Shop.titles(answer));
    }
    assertThat(back.reversed()).isEqualTo(pages.subList(0, pages.size() - 1));
  }

  /** The path of a neighbouring page; empty when there is none. */
  private static String follow(Pattern relation, Browser.Answer answer, Shop shop) {
    var matcher = relation.matcher(answer.header("Link").orElseThrow());
    return matcher.find() ? matcher.group(1).substring(shop.server.url().length()) : "";
  }

  @Test
  void one_projects_list_is_the_same_list() {
    var shop = shop();
    var path =
        "/api/0/projects/%s/%s/issues/".formatted(shop.world.organization, shop.world.project);
    assertThat(Shop.titles(shop.world.alice.api().get(path + "?query=is:unresolved"))).hasSize(4);
    assertThat(shop.world.alice.api().get(path.replace(shop.world.project, "nope")).status())
        .isEqualTo(404);
    assertThat(shop.world.charlie.api().get(path).status()).isEqualTo(404);
  }

  @Test
  void a_stranger_sees_nothing_of_it() {
    var shop = shop();
    var base = "/api/0/organizations/" + shop.world.organization;
    for (var path :
        List.of(
            "/issues/",
            "/issues-stats/?groups=" + shop.issueId("NewError"),
            "/issues-histogram/",
            "/issues-counts/",
            "/environments/",
            "/live/")) {
      assertThat(shop.world.charlie.api().get(base + path).status()).as(path).isEqualTo(404);
    }
    var own = "/api/0/organizations/" + shop.world.charliesOrganization;
    var id = shop.issueId("NewError");
    assertThat(shop.world.charlie.api().get(own + "/issues/?id=" + id).json()).isEmpty();
    assertThat(
            shop.world.charlie.api().get(own + "/issues/?project=" + shop.world.projectId).json())
        .isEmpty();
    assertThat(shop.world.charlie.api().get(own + "/issues-stats/?groups=" + id).json()).isEmpty();
    assertThat(
            shop.world
                .charlie
                .api()
                .put(own + "/issues/?id=" + id, Map.of("status", "resolved"))
                .json()
                .get("updated")
                .intValue())
        .isZero();
    assertThat(shop.titles("?query=is:unresolved")).contains("NewError");
  }

  @Test
  void resolves_reopens_and_ignores_many_at_once() {
    var shop = shop();
    var ids = "?id=" + shop.issueId("NewError") + "&id=" + shop.issueId("MidError");
    var answer = shop.world.bob.browser().put(shop.listPath() + ids, Map.of("status", "resolved"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("status").stringValue()).isEqualTo("resolved");
    assertThat(answer.json().get("updated").intValue()).isEqualTo(2);
    assertThat(shop.titles("?query=is:resolved")).containsExactly("NewError", "MidError");

    shop.receive(Digester.error("NewError", ""));
    assertThat(shop.titles("?query=is:regressed")).containsExactly("NewError");
    shop.world
        .alice
        .api()
        .put(shop.listPath() + "?query=is:regressed", Map.of("status", "ignored"));
    assertThat(shop.titles("?query=is:ignored")).containsExactly("NewError");
    assertThat(shop.titles("?query=is:regressed")).isEmpty();
  }

  @Test
  void a_bulk_change_without_ids_or_query_means_the_unresolved_ones() {
    var shop = shop();
    shop.world
        .alice
        .api()
        .put(shop.listPath() + "?id=" + shop.issueId("OldError"), Map.of("status", "ignored"));
    var answer = shop.world.alice.api().put(shop.listPath(), Map.of("status", "resolved"));
    assertThat(answer.json().get("updated").intValue()).isEqualTo(3);
    assertThat(shop.titles("?query=is:ignored")).containsExactly("OldError");
    assertThat(shop.world.alice.api().delete(shop.listPath()).json().get("updated").intValue())
        .isZero();
    assertThat(shop.titles("")).hasSize(4);
  }

  @Test
  void deletes_many_at_once_and_their_next_event_starts_anew() {
    var shop = shop();
    var answer = shop.world.alice.api().delete(shop.listPath() + "?query=level:error");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("updated").intValue()).isEqualTo(2);
    assertThat(shop.titles("")).containsExactly("Payment of 100% failed", "MidError");
    shop.receive(Digester.error("NewError", ""));
    assertThat(
            shop.world
                .alice
                .api()
                .get(shop.listPath() + "?query=NewError")
                .json()
                .get(0)
                .get("count")
                .stringValue())
        .isEqualTo("1");
  }

  @Test
  void a_bulk_change_says_what_is_wrong() {
    var shop = new Shop();
    var api = shop.world.alice.api();
    assertThat(api.put(shop.listPath(), Map.of("status", "gone")).status()).isEqualTo(422);
    assertThat(api.put(shop.listPath(), Map.of("merge", 1)).status()).isEqualTo(422);
    assertThat(api.put(shop.listPath(), "nonsense").status()).isEqualTo(400);
    assertThat(
            shop.world
                .alice
                .apiWith("event:read")
                .put(shop.listPath(), Map.of("status", "resolved"))
                .status())
        .isEqualTo(403);
    assertThat(shop.world.alice.apiWith("project:read").get(shop.listPath()).status())
        .isEqualTo(403);
    assertThat(shop.server.browser().get(shop.listPath()).status()).isEqualTo(401);
  }

  @Test
  void statistics_are_sparse_and_on_the_hour() {
    var shop = shop();
    var base = "/api/0/organizations/" + shop.world.organization + "/issues-stats/";
    var answer =
        shop.world
            .alice
            .api()
            .get(
                base
                    + "?groups="
                    + shop.issueId("NewError")
                    + "&groups="
                    + shop.issueId("OldError"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/0/stats/24h/0/1").longValue()).isEqualTo(3);
    assertThat(answer.json().at("/0/stats/14d").isNull()).isTrue();
    assertThat(answer.json().at("/1/stats/24h")).isEmpty();
    var days =
        shop.world
            .alice
            .api()
            .get(base + "?statsPeriod=14d&groups=" + shop.issueId("OldError"))
            .json();
    assertThat(days.at("/0/stats/14d/0/0").longValue() % 86_400).isZero();
    assertThat(days.at("/0/stats/14d/0/1").longValue()).isEqualTo(1);
    assertThat(shop.world.alice.api().get(base).json()).isEmpty();
  }

  @Test
  void the_histogram_tells_new_from_known() {
    var shop = new Shop();
    shop.receive(Duration.ofHours(30), Digester.error("Known", ""));
    shop.receive(
        Digester.error("Known", ""), Digester.error("Known", ""), Digester.error("Fresh", ""));
    var answer =
        shop.world
            .alice
            .api()
            .get(
                "/api/0/organizations/"
                    + shop.world.organization
                    + "/issues-histogram/?query=is:unresolved");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    var buckets = answer.json().get("buckets");
    assertThat(buckets).hasSize(24);
    assertThat(buckets.get(23).get("known").longValue()).isEqualTo(2);
    assertThat(buckets.get(23).get("fresh").longValue()).isEqualTo(1);
  }

  @Test
  void counts_what_each_view_holds() {
    var shop = shop();
    shop.world
        .alice
        .api()
        .put(shop.listPath() + "?id=" + shop.issueId("NewError"), Map.of("status", "resolved"));
    shop.receive(Digester.error("NewError", ""));
    shop.world
        .alice
        .api()
        .put(shop.listPath() + "?id=" + shop.issueId("OldError"), Map.of("status", "ignored"));
    var counts =
        shop.world
            .alice
            .api()
            .get("/api/0/organizations/" + shop.world.organization + "/issues-counts/")
            .json();
    assertThat(counts.toString())
        .isEqualTo(
            "{\"unresolved\":3,\"new\":3,\"regressed\":1,\"ignored\":1,\"resolved\":0,\"cap\":1000}");
  }

  @Test
  void environments_can_be_listed_and_hidden() {
    var shop = shop();
    var organization = "/api/0/organizations/" + shop.world.organization + "/environments/";
    var project =
        "/api/0/projects/%s/%s/environments/"
            .formatted(shop.world.organization, shop.world.project);
    assertThat(shop.world.alice.api().get(organization).json().toString())
        .contains("\"prod\"", "\"test\"");
    assertThat(
            shop.world
                .alice
                .api()
                .put(project + "test/", Map.of("name", "test", "isHidden", true))
                .json()
                .get("isHidden")
                .booleanValue())
        .isTrue();
    assertThat(shop.world.alice.api().get(organization).json()).hasSize(1);
    assertThat(shop.world.alice.api().get(project).json()).hasSize(1);
    assertThat(
            shop.world
                .alice
                .api()
                .get(project + "?visibility=hidden")
                .json()
                .at("/0/name")
                .stringValue())
        .isEqualTo("test");
    assertThat(shop.world.alice.api().put(project + "none/", Map.of("isHidden", true)).status())
        .isEqualTo(404);
    assertThat(shop.world.charlie.api().get(project).status()).isEqualTo(404);
    assertThat(shop.world.bob.browser().put(project + "test/", Map.of("isHidden", false)).status())
        .isEqualTo(403);
  }
}
