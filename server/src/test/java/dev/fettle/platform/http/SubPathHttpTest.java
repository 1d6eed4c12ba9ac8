package dev.fettle.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.platform.config.SettingsException;
import dev.fettle.testkit.Person;
import dev.fettle.testkit.RawHttp;
import dev.fettle.testkit.TestServer;
import dev.fettle.testkit.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy serves the product below a path, and takes that off or not. */
class SubPathHttpTest {

  @Test
  void answers_below_the_path_of_its_address_and_at_the_root() {
    var settings = Map.of("GLITCHTIP_DOMAIN", "https://example.com/tools/errors/");
    try (var server = TestServer.start(settings)) {
      var world = World.in(server);
      assertThat(world.dsn).endsWith("@example.com/tools/errors/" + world.projectId);
      for (var path : new String[] {"/tools/errors", ""}) {
        var alice = world.alice.browser();
        assertThat(alice.get(path + "/api/0/organizations/").status()).isEqualTo(200);
        var sent =
            alice.post(
                "%s/api/%d/store/?sentry_key=%s"
                    .formatted(path, world.projectId, world.publicKey.toString().replace("-", "")),
                Map.of("message", "here"));
        assertThat(sent.status()).isEqualTo(200);
      }
      var list = world.alice.browser().get("/tools/errors/api/0/organizations/");
      assertThat(list.header("Link").orElseThrow())
          .contains("/tools/errors/api/0/organizations/>; rel=\"next\"");
      for (var elsewhere : new String[] {"/tools", "/tools/errorsome", "/Tools/errors"}) {
        var answer = world.alice.browser().get(elsewhere + "/api/0/organizations/");
        assertThat(answer.status()).as(elsewhere).isEqualTo(404);
      }
      for (var crooked : new String[] {"/%65rrors/api/0/", "/errors/..", "/errors//api/0/"}) {
        var head = "GET /tools%s HTTP/1.1\nHost: example.com".formatted(crooked);
        assertThat(RawHttp.send(server, head, "").status()).as(crooked).isEqualTo(400);
      }
    }
  }

  @Test
  void cookies_are_no_neighbours() {
    for (var scheme : new String[] {"http", "https"}) {
      var settings = Map.of("GLITCHTIP_DOMAIN", scheme + "://example.com/errors");
      try (var server = TestServer.start(settings)) {
        var ada = Person.register(server, "ada");
        var signedIn =
            Person.freshBrowser(server)
                .post(
                    "/_allauth/browser/v1/auth/login",
                    Map.of("email", ada.email(), "password", ada.password()));
        var cookies = String.join("\n", signedIn.headers().getOrDefault("set-cookie", List.of()));
        assertThat(cookies)
            .containsPattern("csrftoken=\\w+; Path=/errors;")
            .containsPattern("fettle_device=[^;]+; Path=/errors/_allauth/;")
            .containsPattern(
                scheme.equals("https")
                    ? "(?m)^__Host-sessionid=[^;]+; Path=/;"
                    : "(?m)^sessionid=[^;]+; Path=/errors;");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/x",
        "/_health",
        "/media",
        "/..",
        "/a/./b",
        "/a%20b",
        "//x",
        "/a//b",
        "/ä"
      })
  void a_path_that_could_be_read_in_two_ways_is_refused_at_the_start(String path) {
    assertThatThrownBy(() -> SubPath.of("https://example.com" + path))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("https://example.com/errors");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/errors", "/errors/", "/apis", "/a/b.c/d~e/"})
  void others_are_taken(String path) {
    var base = SubPath.of("https://example.com" + path).base();
    assertThat(base).isEqualTo((path + "/").replace("//", "/"));
  }
}
