package dev.fettle.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.Person;
import dev.fettle.testkit.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsersHttpTest {

  private final TestServer server = TestServer.shared();
  private final Person alice = Person.register(server, "alice");

  @Test
  void a_person_sees_themselves_by_me_and_by_id() {
    var me = alice.browser().get("/api/0/users/me/").json();
    assertThat(me.get("id").stringValue()).isEqualTo(Long.toString(alice.id()));
    assertThat(me.get("username").stringValue()).isEqualTo(alice.email());
    assertThat(me.get("hasPasswordAuth").booleanValue()).isTrue();
    assertThat(alice.browser().get("/api/0/users/" + alice.id() + "/").json()).isEqualTo(me);
    assertThat(alice.browser().get("/api/0/users/").json().get(0)).isEqualTo(me);
  }

  @Test
  void the_form_without_a_slash_is_the_same_route() {
    assertThat(alice.browser().get("/api/0/users/me").status()).isEqualTo(200);
    assertThat(alice.browser().put("/api/0/users/me", Map.of("name", "A")).status()).isEqualTo(200);
  }

  @Test
  void a_token_without_scopes_reads_and_changes_nothing() {
    assertThat(alice.apiWith().get("/api/0/users/me/").status()).isEqualTo(200);
    assertThat(alice.apiWith().put("/api/0/users/me/", Map.of("name", "M")).status())
        .isEqualTo(403);
    assertThat(alice.apiWith("member:write").put("/api/0/users/me/", Map.of("name", "A")).status())
        .isEqualTo(200);
  }

  @Test
  void somebody_else_is_not_found() {
    var bob = Person.register(server, "bob");
    assertThat(alice.browser().get("/api/0/users/" + bob.id() + "/").status()).isEqualTo(404);
    assertThat(alice.browser().get("/api/0/users/bob/").status()).isEqualTo(422);
    assertThat(alice.browser().get("/api/0/users/99999999999999999999/").status()).isEqualTo(422);
  }

  @Test
  void name_and_options_are_kept() {
    var body =
        Map.of(
            "name",
            "Alice Ängström",
            "options",
            Map.of("timezone", "Asia/Kathmandu", "clock24Hours", true, "preferredTheme", "dark"));
    assertThat(alice.browser().put("/api/0/users/me/", body).status()).isEqualTo(200);
    var me = alice.browser().get("/api/0/users/me/").json();
    assertThat(me.get("name").stringValue()).isEqualTo("Alice Ängström");
    assertThat(me.at("/options/timezone").stringValue()).isEqualTo("Asia/Kathmandu");
    assertThat(me.at("/options/clock24Hours").booleanValue()).isTrue();
    assertThat(me.at("/options/language").isNull()).isTrue();
  }

  @Test
  void wrong_fields_are_named() {
    var answer = alice.browser().put("/api/0/users/me/", Map.of("name", "x".repeat(256)));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/detail/0/type").stringValue()).isEqualTo("string_too_long");
    assertThat(answer.json().at("/detail/0/loc").toString())
        .isEqualTo("[\"body\",\"payload\",\"name\"]");
    assertThat(answer.json().at("/detail/0/ctx/max_length").intValue()).isEqualTo(255);
  }

  @Test
  void text_the_database_cannot_hold_is_refused() {
    for (var name : new String[] {"\\u0000", "a\\u0000b", "\\ud800", "\\udc00x"}) {
      var answer = alice.browser().put("/api/0/users/me/", "{\"name\":\"" + name + "\"}");
      assertThat(answer.status()).as(name).isEqualTo(422);
    }
  }

  @Test
  void nobody_is_told_who_they_are() {
    var answer = server.browser().get("/api/0/users/me/");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("{\"detail\":\"Unauthorized\"}");
  }
}
