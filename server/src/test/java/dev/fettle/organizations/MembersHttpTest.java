package dev.fettle.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.Browser;
import dev.fettle.testkit.Person;
import dev.fettle.testkit.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MembersHttpTest {

  private final World world = World.create();
  private final String path = world.organizationPath() + "members/";

  @Test
  void the_list_shows_people_and_roles() {
    var list = world.bob.browser().get(path).json();
    assertThat(list.size()).isEqualTo(2);
    var alice = list.get(0);
    assertThat(alice.get("role").stringValue()).isEqualTo("owner");
    assertThat(alice.get("roleName").stringValue()).isEqualTo("Owner");
    assertThat(alice.get("isOwner").booleanValue()).isTrue();
    assertThat(alice.at("/user/email").stringValue()).isEqualTo(world.alice.email());
    assertThat(alice.get("pending").booleanValue()).isFalse();
    assertThat(alice.has("teams")).isFalse();
  }

  @Test
  void somebody_with_an_account_is_added_with_role_and_teams() {
    var dora = Person.register(world.server, "dora");
    var body =
        Map.of(
            "email",
            dora.email(),
            "orgRole",
            "admin",
            "teamRoles",
            List.of(Map.of("teamSlug", "web", "role", "")));
    var added = world.alice.browser().post(path, body);
    assertThat(added.status()).isEqualTo(201);
    assertThat(added.json().get("role").stringValue()).isEqualTo("admin");
    assertThat(added.json().get("teams").toString()).isEqualTo("[\"web\"]");
    assertThat(dora.browser().get(world.projectPath()).status()).isEqualTo(200);
    assertThat(world.alice.browser().post(path, body).status()).isEqualTo(409);
  }

  @Test
  void somebody_without_an_account_is_not() {
    var answer = add(world.alice.browser(), "nobody@example.com", "member");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("Only existing users may be invited");
    assertThat(add(world.alice.browser(), "not an address", "member").status()).isEqualTo(422);
    assertThat(add(world.alice.browser(), world.charlie.email(), "emperor").status())
        .isEqualTo(422);
  }

  @Test
  void nobody_gives_more_than_they_have() {
    assertThat(add(world.bob.browser(), world.charlie.email(), "member").status()).isEqualTo(403);
    world.bobBecomes("manager");
    assertThat(add(world.bob.browser(), world.charlie.email(), "owner").status()).isEqualTo(403);
    assertThat(change(world.bob.browser(), world.bobMemberId, "owner").status()).isEqualTo(403);
    assertThat(change(world.bob.browser(), world.aliceMemberId, "member").status()).isEqualTo(403);
    assertThat(world.bob.browser().delete(path + world.aliceMemberId + "/").status())
        .isEqualTo(403);
    assertThat(add(world.bob.browser(), world.charlie.email(), "manager").status()).isEqualTo(201);
  }

  @Test
  void an_owner_always_remains() {
    assertThat(change(world.alice.browser(), world.aliceMemberId, "member").status())
        .isEqualTo(422);
    assertThat(world.alice.browser().delete(path + world.aliceMemberId + "/").status())
        .isEqualTo(400);
  }

  @Test
  void ownership_moves_and_then_the_former_owner_may_leave() {
    var setOwner = path + world.bobMemberId + "/set_owner/";
    assertThat(world.bob.browser().post(setOwner, "{}").status()).isEqualTo(403);
    var moved = world.alice.browser().post(setOwner, "{}");
    assertThat(moved.status()).isEqualTo(200);
    assertThat(moved.json().get("isOwner").booleanValue()).isTrue();
    assertThat(moved.json().get("role").stringValue()).isEqualTo("owner");
    assertThat(world.alice.browser().delete(path + world.aliceMemberId + "/").status())
        .isEqualTo(204);
    assertThat(world.alice.browser().get(world.organizationPath()).status()).isEqualTo(404);
  }

  @Test
  void a_member_may_leave_and_may_not_remove_others() {
    assertThat(world.bob.browser().delete(path + world.aliceMemberId + "/").status())
        .isEqualTo(403);
    assertThat(world.bob.browser().delete(path + world.bobMemberId + "/").status()).isEqualTo(204);
    assertThat(world.bob.browser().get(world.organizationPath()).status()).isEqualTo(404);
  }

  @Test
  void a_member_of_another_organization_is_not_found() {
    var other =
        world
            .charlie
            .browser()
            .get("/api/0/organizations/" + world.charliesOrganization + "/members/")
            .json()
            .get(0)
            .get("id")
            .stringValue();
    assertThat(world.alice.browser().get(path + other + "/").status()).isEqualTo(404);
    assertThat(change(world.alice.browser(), other, "member").status()).isEqualTo(404);
    assertThat(world.alice.browser().delete(path + other + "/").status()).isEqualTo(404);
    assertThat(world.alice.browser().get(path + "abc/").status()).isEqualTo(422);
  }

  private Browser.Answer add(Browser browser, String email, String role) {
    return browser.post(path, Map.of("email", email, "orgRole", role));
  }

  private Browser.Answer change(Browser browser, String memberId, String role) {
    return browser.put(path + memberId + "/", Map.of("orgRole", role));
  }
}
