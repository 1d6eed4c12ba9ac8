package dev.fettle.projects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.TestServer;
import dev.fettle.testkit.World;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProjectKeysHttpTest {

  private final World world = World.create();
  private final ProjectKeys keys = world.server.bean(ProjectKeys.class);
  private final String path = world.projectPath() + "keys/";

  @Test
  void a_project_begins_with_one_key_in_the_forms_clients_need() {
    var key = world.bob.browser().get(path).json().get(0);
    var hex = world.publicKey.toString().replace("-", "");
    var host = world.server.url().replace("http://", "");
    assertThat(key.at("/dsn/public").stringValue())
        .isEqualTo("http://%s@%s/%d".formatted(hex, host, world.projectId));
    assertThat(key.at("/dsn/secret")).isEqualTo(key.at("/dsn/public"));
    assertThat(key.at("/dsn/security").stringValue())
        .isEqualTo(
            "http://%s/api/%d/security/?glitchtip_key=%s".formatted(host, world.projectId, hex));
    assertThat(key.get("id").stringValue()).isEqualTo(world.publicKey.toString());
    assertThat(key.get("public")).isEqualTo(key.get("id"));
    assertThat(key.get("projectID").longValue()).isEqualTo(world.projectId);
    assertThat(key.get("isActive").booleanValue()).isTrue();
  }

  @Test
  void the_public_address_is_used_when_it_is_set() {
    try (var server =
        TestServer.start(Map.of("GLITCHTIP_DOMAIN", "https://errors.example.com/x/"))) {
      var other = World.in(server);
      assertThat(other.dsn)
          .matches("https://[0-9a-f]{32}@errors\\.example\\.com/x/" + other.projectId);
      var answer = server.browser().get("/_allauth/browser/v1/config");
      assertThat(answer.header("Set-Cookie").orElseThrow()).contains("Secure");
    }
  }

  @Test
  void keys_are_made_changed_and_deleted_by_an_admin() {
    var body = Map.of("name", "staging", "rateLimit", Map.of("window", 60, "count", 100));
    assertThat(world.bob.browser().post(path, body).status()).isEqualTo(403);
    var made = world.alice.browser().post(path, body);
    assertThat(made.status()).isEqualTo(201);
    var id = made.json().get("id").stringValue();
    assertThat(made.json().at("/rateLimit/count").intValue()).isEqualTo(100);
    assertThat(made.json().get("label").stringValue()).isEqualTo("staging");
    var changed =
        world.alice.browser().put(path + id + "/", "{\"name\":\"test\",\"rateLimit\":null}");
    assertThat(changed.json().get("name").stringValue()).isEqualTo("test");
    assertThat(changed.json().get("rateLimit").isNull()).isTrue();
    assertThat(world.bob.browser().delete(path + id + "/").status()).isEqualTo(403);
    assertThat(world.alice.browser().delete(path + id + "/").status()).isEqualTo(204);
    assertThat(world.alice.browser().get(path + id + "/").status()).isEqualTo(404);
  }

  @Test
  void switching_a_key_off_is_known_to_the_intake_at_once() {
    assertThat(known().active()).isTrue();
    var answer = world.alice.browser().put(path + world.publicKey + "/", Map.of("isActive", false));
    assertThat(answer.json().get("isActive").booleanValue()).isFalse();
    assertThat(known().active()).isFalse();
    assertThat(known().organizationId().value()).isEqualTo(world.organizationId);
    assertThat(known().scrubIpAddresses()).isTrue();
  }

  @Test
  void a_wrong_key_is_unknown_and_does_not_touch_the_right_one() {
    var wrong = new UUID(1, 2);
    assertThat(keys.find(world.projectId, wrong)).isInstanceOf(KeyLookup.Unknown.class);
    assertThat(keys.find(world.projectId + 1_000_000, world.publicKey))
        .isInstanceOf(KeyLookup.Unknown.class);
    assertThat(known().publicKey()).isEqualTo(world.publicKey);
  }

  @Test
  void an_unknown_project_becomes_known_the_moment_a_key_is_made() {
    var made = world.alice.browser().post(path, "{}").json();
    var id = UUID.fromString(made.get("id").stringValue());
    assertThat(keys.find(world.projectId, id)).isInstanceOf(KeyLookup.Known.class);
  }

  @Test
  void a_key_id_that_is_none_is_named() {
    var answer = world.alice.browser().get(path + "not-a-uuid/");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("key_id");
    assertThat(world.alice.browser().post(path, "{\"rateLimit\":{\"count\":1}}").status())
        .isEqualTo(422);
  }

  private ProjectKey known() {
    return switch (keys.find(world.projectId, world.publicKey)) {
      case KeyLookup.Known known -> known.key();
      case KeyLookup.Unknown _ -> throw new AssertionError("unknown key");
    };
  }
}
