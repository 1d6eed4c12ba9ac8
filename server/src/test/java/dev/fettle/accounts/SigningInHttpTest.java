package dev.fettle.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.Browser;
import dev.fettle.testkit.Person;
import dev.fettle.testkit.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SigningInHttpTest {

  private static final String AUTH = "/_allauth/browser/v1";

  private final TestServer server = TestServer.shared();

  @Test
  void a_new_person_is_signed_in_at_once_and_sees_who_they_are() {
    var alice = Person.register(server, "alice");
    var session = alice.browser().get(AUTH + "/auth/session");
    assertThat(session.status()).isEqualTo(200);
    assertThat(session.json().at("/data/user/email").stringValue()).isEqualTo(alice.email());
    assertThat(session.json().at("/data/methods/0/method").stringValue()).isEqualTo("signup");
    assertThat(session.json().at("/meta/is_authenticated").booleanValue()).isTrue();
  }

  @Test
  void a_stranger_is_told_what_they_may_do() {
    var answer = server.browser().get(AUTH + "/auth/session");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().at("/data/flows/0/id").stringValue()).isEqualTo("login");
    assertThat(answer.json().at("/data/flows/1/id").stringValue()).isEqualTo("signup");
    assertThat(answer.json().at("/meta/is_authenticated").booleanValue()).isFalse();
  }

  @Test
  void signing_out_ends_the_session_for_good() {
    var alice = Person.register(server, "alice");
    var sessionId = alice.browser().cookie("sessionid");
    assertThat(alice.browser().delete(AUTH + "/auth/session").status()).isEqualTo(401);
    var thief = server.browser();
    thief.setCookie("sessionid", String.valueOf(sessionId));
    assertThat(thief.get("/api/0/users/me/").status()).isEqualTo(401);
  }

  @Test
  void signing_in_needs_the_right_password_and_gives_a_new_session() {
    var alice = Person.register(server, "alice");
    var browser = Person.freshBrowser(server);
    browser.setCookie("sessionid", "planted");
    assertThat(logIn(browser, alice.email(), "wrong password").status()).isEqualTo(400);
    var answer = logIn(browser, alice.email().toUpperCase(java.util.Locale.ROOT), alice.password());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(browser.cookie("sessionid"))
        .isNotEqualTo("planted")
        .isNotEqualTo(alice.browser().cookie("sessionid"));
    assertThat(browser.get("/api/0/users/me/").status()).isEqualTo(200);
  }

  @Test
  void a_wrong_password_and_an_unknown_address_get_the_same_answer() {
    var alice = Person.register(server, "alice");
    var wrong = logIn(Person.freshBrowser(server), alice.email(), "wrong password");
    var unknown = logIn(Person.freshBrowser(server), "nobody@example.com", "wrong password");
    assertThat(wrong.body()).isEqualTo(unknown.body()).contains("email_password_mismatch");
  }

  @Test
  void signing_in_while_signed_in_is_a_conflict() {
    var alice = Person.register(server, "alice");
    var answer = logIn(alice.browser(), alice.email(), alice.password());
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).isEqualTo("{\"status\":409}");
  }

  @Test
  void one_machine_may_not_try_many_accounts() {
    var browser = Person.freshBrowser(server);
    for (int i = 0; i < 10; i++) {
      assertThat(logIn(browser, "guess-%d@example.com".formatted(i), "wrong").body())
          .contains("email_password_mismatch");
    }
    assertThat(logIn(browser, "guess-11@example.com", "wrong").body())
        .contains("too_many_login_attempts");
  }

  @Test
  void a_taken_address_is_refused_whatever_its_case() {
    var alice = Person.register(server, "alice");
    var answer =
        Person.freshBrowser(server)
            .post(
                AUTH + "/auth/signup",
                Map.of(
                    "email", alice.email().replace("alice", "ALICE"), "password", "correct horse"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/code").stringValue()).isEqualTo("email_taken");
  }

  @Test
  void bad_passwords_are_refused_by_name() {
    assertThat(signUpError("x7!kW")).isEqualTo("password_too_short");
    assertThat(signUpError("password123")).isEqualTo("password_too_common");
    assertThat(signUpError("8437261950")).isEqualTo("password_entirely_numeric");
    assertThat(signUpError("eve.newcomer")).isEqualTo("password_too_similar");
  }

  @Test
  void without_the_csrf_header_nothing_changes() {
    var alice = Person.register(server, "alice");
    var answer = alice.browser().withoutCsrf().put("/api/0/users/me/", Map.of("name", "Mallory"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("{\"detail\":\"CSRF check Failed\"}");
    var stranger = server.browser();
    assertThat(logIn(stranger, alice.email(), alice.password()).status()).isEqualTo(403);
  }

  @Test
  void a_new_password_signs_out_every_other_browser_and_ends_tokens() {
    var alice = Person.register(server, "alice");
    var phone = Person.freshBrowser(server);
    assertThat(logIn(phone, alice.email(), alice.password()).status()).isEqualTo(200);
    assertThat(changePassword(alice, "not my password", "a better password").body())
        .contains("enter_current_password");
    assertThat(changePassword(alice, alice.password(), "a better password").status())
        .isEqualTo(200);
    assertThat(phone.get("/api/0/users/me/").status()).isEqualTo(401);
    assertThat(alice.api().get("/api/0/users/me/").status()).isEqualTo(401);
    assertThat(alice.browser().get("/api/0/users/me/").status()).isEqualTo(200);
    assertThat(logIn(Person.freshBrowser(server), alice.email(), "a better password").status())
        .isEqualTo(200);
  }

  @Test
  void proving_oneself_again_needs_the_password() {
    var alice = Person.register(server, "alice");
    var path = AUTH + "/auth/reauthenticate";
    assertThat(alice.browser().post(path, Map.of("password", "wrong")).body())
        .contains("incorrect_password");
    assertThat(alice.browser().post(path, Map.of("password", alice.password())).status())
        .isEqualTo(200);
    assertThat(alice.browser().get("/api/0/users/me/").status()).isEqualTo(200);
  }

  @Test
  void a_session_is_kept_as_a_hash_only() {
    var alice = Person.register(server, "alice");
    var cookie = String.valueOf(alice.browser().cookie("sessionid"));
    var stored =
        server
            .jdbc()
            .sql("SELECT encode(id_hash, 'escape') FROM account_session WHERE account_id = :id")
            .param("id", alice.id())
            .query(String.class)
            .list();
    assertThat(stored).hasSize(1).doesNotContain(cookie);
  }

  @Test
  void the_session_cookie_is_out_of_reach_of_scripts_and_the_csrf_cookie_is_not() {
    var browser = Person.freshBrowser(server);
    var alice = Person.register(server, "alice");
    var answer = logIn(browser, alice.email(), alice.password());
    var cookies =
        answer.headers().entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase("set-cookie"))
            .flatMap(header -> header.getValue().stream())
            .toList();
    assertThat(cookies)
        .anySatisfy(cookie ->
            assertThat(cookie)
                .startsWith("sessionid=")
                .contains("HttpOnly", "SameSite=Lax", "Max-Age=1209600"))
        .anySatisfy(
            cookie -> assertThat(cookie).startsWith("csrftoken=").doesNotContain("HttpOnly"));
  }

  private String signUpError(String password) {
    var answer =
        Person.freshBrowser(server)
            .post(
                AUTH + "/auth/signup",
                Map.of("email", "eve.newcomer@example.com", "password", password));
    assertThat(answer.status()).isEqualTo(400);
    return answer.json().at("/errors/0/code").stringValue();
  }

  private static Browser.Answer changePassword(Person person, String current, String next) {
    return person
        .browser()
        .post(
            AUTH + "/account/password/change",
            Map.of("current_password", current, "new_password", next));
  }

  private static Browser.Answer logIn(Browser browser, String email, String password) {
    return browser.post(AUTH + "/auth/login", Map.of("email", email, "password", password));
  }
}
