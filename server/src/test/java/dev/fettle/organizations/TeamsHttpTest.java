package dev.fettle.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.World;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TeamsHttpTest {

  private final World world = World.create();
  private final String path = world.organizationPath() + "teams/";

  @Test
  void a_team_shows_its_projects_and_whether_one_is_in_it() {
    var team = world.alice.browser().get(world.teamPath()).json();
    assertThat(team.get("slug").stringValue()).isEqualTo("web");
    assertThat(team.get("isMember").booleanValue()).isTrue();
    assertThat(team.at("/projects/0/slug").stringValue()).isEqualTo("checkout");
    assertThat(world.bob.browser().get(path).json().at("/0/isMember").booleanValue()).isFalse();
  }

  @Test
  void an_admin_makes_renames_and_deletes_teams() {
    assertThat(world.bob.browser().post(path, Map.of("slug", "api")).status()).isEqualTo(403);
    world.bobBecomes("admin");
    assertThat(world.bob.browser().post(path, Map.of("slug", "api")).status()).isEqualTo(201);
    assertThat(world.bob.browser().post(path, Map.of("slug", "api")).status()).isEqualTo(409);
    var api = "/api/0/teams/%s/api/".formatted(world.organization);
    assertThat(world.bob.browser().put(api, Map.of("slug", "web")).status()).isEqualTo(409);
    assertThat(world.bob.browser().put(api, Map.of("slug", "api-2")).status()).isEqualTo(200);
    assertThat(world.bob.browser().get(api).status()).isEqualTo(404);
    assertThat(
            world
                .bob
                .browser()
                .delete(
                    api.replace(
                        "/api/0/teams/" + world.organization + "/api/",
                        "/api/0/teams/" + world.organization + "/api-2/"))
                .status())
        .isEqualTo(204);
  }

  @Test
  void a_slug_is_letters_digits_hyphens_and_underscores() {
    for (var slug : new String[] {"", " ", "a b", "a/b", "ä", "x".repeat(51)}) {
      assertThat(world.alice.browser().post(path, Map.of("slug", slug)).status())
          .as(slug)
          .isEqualTo(422);
    }
  }

  @Test
  void a_member_joins_and_leaves_by_themselves_while_membership_is_open() {
    var join = world.organizationPath() + "members/me/teams/web/";
    var joined = world.bob.browser().post(join, "");
    assertThat(joined.status()).isEqualTo(201);
    assertThat(joined.json().get("memberCount").intValue()).isEqualTo(2);
    var members = world.bob.browser().get(world.teamPath() + "members/").json();
    assertThat(members.size()).isEqualTo(2);
    var left = world.bob.browser().delete(join);
    assertThat(left.status()).isEqualTo(200);
    assertThat(left.json().get("isMember").booleanValue()).isFalse();
  }

  @Test
  void closed_membership_needs_somebody_with_a_role() {
    world
        .server
        .jdbc()
        .sql("UPDATE organization SET open_membership = false WHERE id = :id")
        .param("id", world.organizationId)
        .update();
    var join = world.organizationPath() + "members/me/teams/web/";
    var refused = world.bob.browser().post(join, "");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("this takes the role manager, or");
    var add = world.organizationPath() + "members/" + world.bobMemberId + "/teams/web/";
    assertThat(world.alice.browser().post(add, "").status()).isEqualTo(201);
  }

  @Test
  void a_project_gains_and_loses_teams() {
    world.alice.browser().post(path, Map.of("slug", "mobile"));
    var link = world.projectPath() + "teams/mobile/";
    assertThat(world.bob.browser().post(link, "").status()).isEqualTo(403);
    assertThat(world.alice.browser().post(link, "").json().get("teams").size()).isEqualTo(2);
    assertThat(world.bob.browser().get(world.projectPath() + "teams/").json().size()).isEqualTo(2);
    assertThat(world.alice.browser().delete(link).json().get("teams").size()).isEqualTo(1);
  }
}
