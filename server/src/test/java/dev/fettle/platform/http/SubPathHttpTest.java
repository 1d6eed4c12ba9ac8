package dev.fettle.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.platform.config.SettingsException;
import dev.fettle.testkit.TestServer;
import dev.fettle.testkit.World;
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
      var encoded = server.browser().get("/tools/%65rrors/api/0/");
      assertThat(encoded.status()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api", "/api/x", "/_health", "/a%20b", "//x", "/a//b", "/ä"})
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
