package dev.fettle.projects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.World;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProjectsHttpTest {

  private final World world = World.create();
  private final String teamProjects = world.teamPath() + "projects/";

  @Test
  void a_project_has_glitchtips_shape() {
    var project = world.bob.browser().get(world.projectPath()).json();
    assertThat(project.get("id").stringValue()).isEqualTo(Long.toString(world.projectId));
    assertThat(project.get("platform").stringValue()).isEqualTo("javascript");
    assertThat(project.get("scrubIPAddresses").booleanValue()).isTrue();
    assertThat(project.get("firstEvent").isNull()).isTrue();
    assertThat(project.get("eventThrottleRate").intValue()).isZero();
    assertThat(project.get("color").stringValue()).matches("#[0-9a-f]{6}");
    assertThat(project.at("/organization/slug").stringValue()).isEqualTo(world.organization);
    assertThat(project.has("teams")).isFalse();
  }

  @Test
  void an_admin_creates_projects_and_equal_names_get_numbers() {
    var body = Map.of("name", "Checkout");
    assertThat(world.bob.browser().post(teamProjects, body).status()).isEqualTo(403);
    var second = world.alice.browser().post(teamProjects, body);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.json().get("slug").stringValue()).isEqualTo("checkout-2");
    assertThat(world.alice.browser().post(teamProjects, body).json().get("slug").stringValue())
        .isEqualTo("checkout-3");
    assertThat(
            world
                .alice
                .browser()
                .post(teamProjects, Map.of("name", "New"))
                .json()
                .get("slug")
                .stringValue())
        .isEqualTo("new-1");
  }

  @Test
  void wrong_fields_are_refused() {
    for (var body :
        new String[] {
          "{}",
          "{\"name\":\"\"}",
          "{\"name\":null}",
          "{\"name\":7}",
          "{\"name\":\"%s\"}".formatted("x".repeat(65)),
          "{\"name\":\"a\",\"platform\":[]}",
          "{\"name\":\"a\",\"eventThrottleRate\":101}",
          "{\"name\":\"a\",\"eventThrottleRate\":\"many\"}",
          "{\"name\":\"a\",\"eventThrottleRate\":1e99}"
        }) {
      assertThat(world.alice.browser().post(teamProjects, body).status()).as(body).isEqualTo(422);
    }
  }

  @Test
  void the_lists_are_by_name_and_filtered_by_team() {
    world.alice.browser().post(teamProjects, Map.of("name", "Billing"));
    world.alice.browser().post(world.organizationPath() + "teams/", Map.of("slug", "mobile"));
    var mobile = "/api/0/teams/%s/mobile/projects/".formatted(world.organization);
    world.alice.browser().post(mobile, Map.of("name", "App"));
    assertThat(slugs(world.organizationPath() + "projects/"))
        .isEqualTo("[\"app\",\"billing\",\"checkout\"]");
    assertThat(slugs(world.organizationPath() + "projects/?query=team:web"))
        .isEqualTo("[\"billing\",\"checkout\"]");
    assertThat(slugs(world.organizationPath() + "projects/?query=!team:web"))
        .isEqualTo("[\"app\"]");
    assertThat(slugs(mobile)).isEqualTo("[\"app\"]");
    assertThat(slugs("/api/0/projects/")).isEqualTo("[\"app\",\"billing\",\"checkout\"]");
    assertThat(slugs("/api/0/projects/?limit=1")).isEqualTo("[\"app\"]");
  }

  @Test
  void an_admin_changes_a_project_and_only_what_they_name() {
    var body = Map.of("name", "Till", "slug", "till", "eventThrottleRate", 10);
    assertThat(world.bob.browser().put(world.projectPath(), body).status()).isEqualTo(403);
    var changed = world.alice.browser().put(world.projectPath(), body).json();
    assertThat(changed.get("name").stringValue()).isEqualTo("Till");
    assertThat(changed.get("slug").stringValue()).isEqualTo("till");
    assertThat(changed.get("platform").stringValue()).isEqualTo("javascript");
    assertThat(changed.get("eventThrottleRate").intValue()).isEqualTo(10);
    world.alice.browser().post(teamProjects, Map.of("name", "Other"));
    var till = "/api/0/projects/%s/till/".formatted(world.organization);
    assertThat(world.alice.browser().put(till, Map.of("name", "Till", "slug", "other")).status())
        .isEqualTo(409);
  }

  @Test
  void a_deleted_project_is_gone_its_key_unknown_and_its_slug_free() {
    var keys = world.server.bean(ProjectKeys.class);
    assertThat(keys.find(world.projectId, world.publicKey)).isInstanceOf(KeyLookup.Known.class);
    assertThat(world.bob.browser().delete(world.projectPath()).status()).isEqualTo(403);
    assertThat(world.alice.browser().delete(world.projectPath()).status()).isEqualTo(204);
    assertThat(world.alice.browser().get(world.projectPath()).status()).isEqualTo(404);
    assertThat(slugs(world.organizationPath() + "projects/")).isEqualTo("[]");
    assertThat(keys.find(world.projectId, world.publicKey)).isInstanceOf(KeyLookup.Unknown.class);
    assertThat(
            world
                .alice
                .browser()
                .post(teamProjects, Map.of("name", "Checkout"))
                .json()
                .get("slug")
                .stringValue())
        .isEqualTo("checkout");
  }

  private String slugs(String path) {
    var slugs = new java.util.ArrayList<String>();
    for (var project : world.alice.browser().get(path).json()) {
      slugs.add("\"" + project.get("slug").stringValue() + "\"");
    }
    return "[" + String.join(",", slugs) + "]";
  }
}
