package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.platform.http.RouteTable;
import dev.fettle.testkit.RoutePaths;
import dev.fettle.testkit.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Walks every route that takes a body and sends it what no route wants. */
class BadBodiesHttpTest {

  private static final String WRONG_TYPES =
      """
      {"name":[1],"email":{"a":1},"slug":5,"password":[],"new_password":{},"key":7,"label":9,
       "scopes":{"x":1},"orgRole":[],"options":"x","platform":3,"rateLimit":[],"isActive":"x",
       "status":[],"isHidden":"x","data":7,"text":[]}
      """;

  private static final List<String> BODIES =
      List.of(
          "",
          "{",
          "[]",
          "[{}]",
          "\"x\"",
          "null",
          "7",
          "{\"name\":}",
          "{\"name\":\"\\ud8\"}",
          "\u0000",
          "[".repeat(200) + "]".repeat(200),
          "{\"name\":" + "[".repeat(200) + "]".repeat(200) + "}",
          "{\"name\":1" + "0".repeat(2000) + "}",
          WRONG_TYPES);

  private final World world = World.create();
  private final RoutePaths paths = new RoutePaths(world);

  @Test
  void a_body_of_the_wrong_form_is_always_the_callers_fault() {
    int walked = 0;
    for (var route : world.server.bean(RouteTable.class).routes()) {
      if (!route.readsBody()) {
        continue;
      }
      for (var body : BODIES) {
        var answer = world.alice.browser().send(route.method(), paths.of(route.path()), body);
        assertThat(answer.status())
            .as("%s %s with %s: %s", route.method(), route.path(), shorten(body), answer.body())
            .isBetween(400, 499);
        walked++;
      }
    }
    assertThat(walked).isGreaterThan(10 * BODIES.size());
  }

  @Test
  void a_body_over_the_limit_is_413_whether_its_length_is_said_or_not() {
    var body = "{\"name\":\"" + "x".repeat(2_000_000) + "\"}";
    var answer = world.alice.browser().put("/api/0/users/me/", body);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).contains("larger than 1048576 bytes");
    var chunked = world.alice.browser().sendChunked("PUT", "/api/0/users/me/", body);
    assertThat(chunked.status()).isEqualTo(413);
  }

  @Test
  void a_broken_multipart_body_is_not_read_at_all() {
    var multipart =
        world
            .alice
            .browser()
            .with("Content-Type", "multipart/form-data; boundary=x")
            .send("POST", "/api/0/nowhere/", "no boundary at all");
    assertThat(multipart.status()).isEqualTo(404);
  }

  @Test
  void a_form_is_not_json() {
    var answer = world.alice.browser().put("/api/0/users/me/", "name=Alice&x=1");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"detail\":\"Cannot parse request body\"}");
  }

  @Test
  void a_wrong_method_says_which_are_right() {
    var answer = world.alice.browser().send("PATCH", "/api/0/users/me/", "{}");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.body()).contains("Method not allowed");
    assertThat(answer.header("Allow").orElseThrow()).contains("GET").contains("PUT");
  }

  private static String shorten(String body) {
    return body.length() > 60 ? body.substring(0, 60) + "…" : body;
  }
}
