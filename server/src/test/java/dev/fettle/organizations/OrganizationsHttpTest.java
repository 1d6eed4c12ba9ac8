package dev.fettle.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.Person;
import dev.fettle.testkit.TestServer;
import dev.fettle.testkit.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrganizationsHttpTest {

  private static final String PATH = "/api/0/organizations/";

  private final World world = World.create();

  @Test
  void its_maker_sees_it_with_projects_teams_and_what_they_may_do() {
    var detail = world.alice.browser().get(world.organizationPath()).json();
    assertThat(detail.get("slug").stringValue()).isEqualTo(world.organization);
    assertThat(detail.get("id").stringValue()).matches("\\d+");
    assertThat(detail.at("/projects/0/slug").stringValue()).isEqualTo("checkout");
    assertThat(detail.at("/projects/0/teams/0/slug").stringValue()).isEqualTo("web");
    assertThat(detail.at("/projects/0/isMember").booleanValue()).isTrue();
    assertThat(detail.at("/teams/0/memberCount").intValue()).isEqualTo(1);
    assertThat(detail.get("access").toString()).contains("org:admin", "org:integrations");
    assertThat(detail.get("openMembership").booleanValue()).isTrue();
    assertThat(detail.get("avatar").toString())
        .isEqualTo("{\"avatarType\":\"\",\"avatarUuid\":null}");
  }

  @Test
  void a_member_sees_it_with_fewer_rights() {
    var detail = world.bob.browser().get(world.organizationPath()).json();
    assertThat(detail.get("access").toString())
        .contains("event:admin", "project:read")
        .doesNotContain("project:write", "org:write");
    assertThat(detail.at("/projects/0/isMember").booleanValue()).isFalse();
  }

  @Test
  void a_stranger_does_not() {
    var answer = world.charlie.browser().get(world.organizationPath());
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("{\"detail\":\"Not Found\"}");
    assertThat(world.charlie.browser().get(PATH).json().size()).isEqualTo(1);
  }

  @Test
  void the_list_is_by_name_and_paged() {
    var person = Person.register(world.server, "dora");
    for (var name : List.of("Cedar", "Alder", "Birch")) {
      person.browser().post(PATH, Map.of("name", name));
    }
    var first = person.browser().get(PATH + "?limit=2");
    assertThat(first.json().findValuesAsString("name")).contains("Alder", "Birch");
    assertThat(first.header("X-Hits")).hasValue("3");
    var next = first.header("Link").orElseThrow().replaceAll(".*, <http://[^/]+([^>]+)>.*", "$1");
    assertThat(person.browser().get(next).json().get(0).get("name").stringValue())
        .isEqualTo("Cedar");
  }

  @Test
  void equal_and_reserved_names_get_slugs_of_their_own() {
    var browser = world.alice.browser();
    assertThat(slugOf(browser.post(PATH, Map.of("name", "Settings")).body()))
        .isEqualTo("settings-1");
    var name = "Twins " + world.alice.id();
    var first = slugOf(browser.post(PATH, Map.of("name", name)).body());
    var second = slugOf(browser.post(PATH, Map.of("name", name)).body());
    assertThat(first).isEqualTo("twins-" + world.alice.id());
    assertThat(second).matches(first + "-[0-9a-f]{2,}");
  }

  @Test
  void a_manager_renames_it_and_a_member_may_not() {
    var body = Map.of("name", "Acme & Sons");
    assertThat(world.bob.browser().put(world.organizationPath(), body).status()).isEqualTo(403);
    world.bobBecomes("manager");
    var renamed = world.bob.browser().put(world.organizationPath(), body);
    assertThat(renamed.json().get("name").stringValue()).isEqualTo("Acme & Sons");
    assertThat(renamed.json().get("slug").stringValue()).isEqualTo(world.organization);
  }

  @Test
  void only_an_owner_deletes_it_and_then_nobody_sees_it_or_its_projects() {
    world.bobBecomes("manager");
    assertThat(world.bob.browser().delete(world.organizationPath()).status()).isEqualTo(403);
    assertThat(world.alice.browser().delete(world.organizationPath()).status()).isEqualTo(204);
    assertThat(world.alice.browser().get(world.organizationPath()).status()).isEqualTo(404);
    assertThat(world.bob.browser().get(world.projectPath()).status()).isEqualTo(404);
    assertThat(
            world
                .server
                .jdbc()
                .sql("SELECT deleted_at IS NOT NULL FROM project WHERE id = :id")
                .param("id", world.projectId)
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void closed_creation_lets_the_first_one_and_superusers_through() {
    try (var server = TestServer.start(Map.of("ENABLE_ORGANIZATION_CREATION", "false"))) {
      var administrator = Person.register(server, "alice");
      var second = Person.register(server, "bob");
      assertThat(second.browser().post(PATH, Map.of("name", "First")).status()).isEqualTo(201);
      assertThat(second.browser().post(PATH, Map.of("name", "Second")).status()).isEqualTo(403);
      assertThat(administrator.browser().post(PATH, Map.of("name", "Third")).status())
          .isEqualTo(201);
    }
  }

  @Test
  void a_token_needs_a_fitting_scope() {
    var reader = world.alice.apiWith("project:read");
    var refused = reader.get(world.organizationPath());
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).isEqualTo("{\"detail\":\"Permission denied\"}");
    assertThat(world.alice.apiWith("org:read").get(world.organizationPath()).status())
        .isEqualTo(200);
    assertThat(
            world
                .alice
                .apiWith("org:read")
                .put(world.organizationPath(), Map.of("name", "x"))
                .status())
        .isEqualTo(403);
  }

  private static String slugOf(String body) {
    return tools.jackson.databind.json.JsonMapper.shared().readTree(body).get("slug").stringValue();
  }
}
