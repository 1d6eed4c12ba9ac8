package dev.fettle.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.Browser;
import dev.fettle.testkit.Person;
import dev.fettle.testkit.World;
import java.util.List;
import java.util.Locale;
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

  /** Finding 9: whoever registers a colleague's address first is not in by that. */
  @Test
  void somebody_is_invited_and_nobody_is_a_member_before_they_accept() {
    var dora = Person.register(world.server, "dora");
    var body =
        Map.of(
            "email",
            dora.email(),
            "orgRole",
            "admin",
            "teamRoles",
            List.of(Map.of("teamSlug", "web", "role", "")));
    var invited = world.alice.browser().post(path, body);
    assertThat(invited.status()).isEqualTo(201);
    assertThat(invited.json().get("pending").booleanValue()).isTrue();
    assertThat(invited.json().get("user").isNull()).isTrue();
    assertThat(invited.json().get("teams").toString()).isEqualTo("[\"web\"]");
    assertThat(dora.browser().get(world.projectPath()).status()).isEqualTo(404);
    assertThat(world.bob.browser().get(path).body())
        .contains(dora.email())
        .doesNotContain("/accept/");

    var link = link(invited);
    var seen = world.server.browser().get(link);
    assertThat(seen.json().at("/orgUser/organization/slug").stringValue())
        .isEqualTo(world.organization);
    assertThat(seen.json().at("/orgUser/email").stringValue()).isEqualTo(dora.email());
    assertThat(accept(dora.browser(), link.replaceAll(".{5}/$", "AAAAA/")).status()).isEqualTo(403);
    var accepted = accept(dora.browser(), link);
    assertThat(accepted.status()).as(accepted.body()).isEqualTo(200);
    assertThat(accepted.json().at("/orgUser/role").stringValue()).isEqualTo("admin");
    assertThat(accepted.json().at("/orgUser/pending").booleanValue()).isFalse();
    assertThat(dora.browser().get(world.projectPath()).status()).isEqualTo(200);
    assertThat(accept(world.charlie.browser(), link).body()).contains("Invalid invite token");
    assertThat(world.alice.browser().post(path, body).status()).isEqualTo(409);
  }

  @Test
  void a_link_ends_when_a_new_one_is_made_when_it_is_taken_back_and_with_time() {
    var address = "eve-%d@example.com".formatted(world.alice.id());
    var first = add(world.alice.browser(), address, "member");
    var again = Map.of("email", address, "orgRole", "member", "reinvite", false);
    assertThat(world.alice.browser().post(path, again).status()).isEqualTo(409);
    var second = add(world.alice.browser(), address.toUpperCase(Locale.ROOT), "member");
    assertThat(accept(world.charlie.browser(), link(first)).status()).isEqualTo(403);
    assertThat(accept(world.bob.browser(), link(second)).status()).isEqualTo(409);
    var id = second.json().get("id").stringValue();
    assertThat(world.alice.browser().delete(path + id + "/").status()).isEqualTo(204);
    assertThat(accept(world.charlie.browser(), link(second)).status()).isEqualTo(403);
    var third = add(world.alice.browser(), address, "member");
    world
        .server
        .jdbc()
        .sql("UPDATE organization_member SET invite_expires_at = now() WHERE id = :id")
        .param("id", Long.parseLong(third.json().get("id").stringValue()))
        .update();
    assertThat(accept(world.charlie.browser(), link(third)).status()).isEqualTo(403);
    assertThat(world.charlie.browser().get(world.organizationPath()).status()).isEqualTo(404);
  }

  @Test
  void wrong_invitations_are_refused() {
    assertThat(add(world.alice.browser(), "not an address", "member").status()).isEqualTo(422);
    assertThat(add(world.alice.browser(), world.charlie.email(), "emperor").status())
        .isEqualTo(422);
    assertThat(add(world.alice.browser(), world.bob.email(), "member").status()).isEqualTo(409);
  }

  @Test
  void members_do_not_see_how_others_use_the_product() {
    world
        .alice
        .browser()
        .put("/api/0/users/me/", Map.of("options", Map.of("timezone", "Asia/Kathmandu")));
    var alice = world.bob.browser().get(path).json().at("/0/user");
    assertThat(alice.get("lastLogin").isNull()).isTrue();
    assertThat(alice.get("isSuperuser").booleanValue()).isFalse();
    assertThat(alice.toString()).doesNotContain("Kathmandu");
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

  private static String link(Browser.Answer invited) {
    return invited
            .json()
            .get("inviteLink")
            .stringValue()
            .replaceFirst(".*/accept/", "/api/0/accept/")
        + "/";
  }

  private static Browser.Answer accept(Browser browser, String link) {
    return browser.post(link, Map.of("acceptInvite", true));
  }
}
