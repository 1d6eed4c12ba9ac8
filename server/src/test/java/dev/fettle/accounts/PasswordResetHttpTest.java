package dev.fettle.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.Browser;
import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.MailHouse;
import dev.fettle.testkit.Person;
import dev.fettle.testkit.TestServer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** On a server with mail; {@link TestServer#shared} has none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasswordResetHttpTest {

  private static final String AUTH = "/_allauth/browser/v1/auth/";
  private static final String PUBLIC_URL = "http://errors.example.com";
  private static final Pattern LINK =
      Pattern.compile(
          Pattern.quote(PUBLIC_URL) + "/reset-password/set-new-password/([A-Za-z0-9_-]{43})\\s");

  private MailHouse house;
  private TestServer server;

  @BeforeAll
  void start() {
    house = MailHouse.open();
    server = TestServer.start(Map.of("EMAIL_URL", house.url(), "GLITCHTIP_DOMAIN", PUBLIC_URL));
  }

  @AfterAll
  void stop() {
    server.close();
    house.close();
  }

  private Browser.Answer request(String email) {
    return Person.freshBrowser(server).post(AUTH + "password/request", Map.of("email", email));
  }

  private Browser.Answer set(String key, String password) {
    return Person.freshBrowser(server)
        .post(AUTH + "password/reset", Map.of("key", key, "password", password));
  }

  private Browser.Answer logIn(Person person, String password) {
    return Person.freshBrowser(server)
        .post(AUTH + "login", Map.of("email", person.email(), "password", password));
  }

  private String key(Person person, int which) throws InterruptedException {
    house.await(
        person.email(),
        _ ->
            house.received().stream().filter(mail -> mail.to().equals(person.email())).count()
                > which);
    var mail =
        house.received().stream()
            .filter(received -> received.to().equals(person.email()))
            .skip(which)
            .findFirst()
            .orElseThrow();
    var link = LINK.matcher(mail.body("text/plain"));
    assertThat(link.find()).as(mail.body("text/plain")).isTrue();
    assertThat(mail.body("text/html")).contains(link.group(1));
    return link.group(1);
  }

  @Test
  void a_link_sets_a_password_once_and_ends_what_was_open() throws Exception {
    var ada = Person.register(server, "ada");
    assertThat(request(ada.email().toUpperCase(Locale.ROOT)).body()).isEqualTo("{\"status\":200}");
    var key = key(ada, 0);
    var shown = server.browser().with("X-Password-Reset-Key", key).get(AUTH + "password/reset");
    assertThat(shown.json().at("/data/user/email").stringValue()).isEqualTo(ada.email());

    assertThat(set(key, "12345678").body()).contains("password_");
    assertThat(set(key, "a new day has come").status()).isEqualTo(401);
    assertThat(ada.browser().get("/api/0/users/me/").status()).isEqualTo(401);
    assertThat(ada.api().get("/api/0/users/me/").status()).isEqualTo(401);
    assertThat(logIn(ada, ada.password()).status()).isEqualTo(400);
    assertThat(logIn(ada, "a new day has come").status()).isEqualTo(200);
    assertThat(set(key, "another new day").body()).contains("invalid_password_reset");
  }

  @Test
  void every_link_ends_with_the_first_that_is_used_and_with_a_change_of_password()
      throws Exception {
    var bob = Person.register(server, "bob");
    request(bob.email());
    var first = key(bob, 0);
    request(bob.email());
    var second = key(bob, 1);
    assertThat(set(second, "a new day has come").status()).isEqualTo(401);
    assertThat(set(first, "another new day").body()).contains("invalid_password_reset");

    var carol = Person.register(server, "carol");
    request(carol.email());
    var third = key(carol, 0);
    carol
        .browser()
        .post(
            "/_allauth/browser/v1/account/password/change",
            Map.of("current_password", carol.password(), "new_password", "a new day has come"));
    assertThat(set(third, "another new day").body()).contains("invalid_password_reset");
  }

  @Test
  void a_link_ends_with_time_and_neither_hash_nor_guess_opens_anything() throws Exception {
    var dan = Person.register(server, "dan");
    request(dan.email());
    var key = key(dan, 0);
    server.jdbc().sql("UPDATE password_reset SET expires_at = now()").update();
    for (var wrong : new String[] {key, key.substring(1), "", "x".repeat(400), "\u0000"}) {
      assertThat(set(wrong, "a new day has come").status()).as(wrong).isBetween(400, 422);
    }
    assertThat(logIn(dan, dan.password()).status()).isEqualTo(200);
  }

  /** The link leads to the configured host, not to the one that the request names. */
  @Test
  void who_asks_does_not_choose_where_the_link_leads() throws Exception {
    var eve = Person.register(server, "eve");
    Person.freshBrowser(server)
        .with("X-Forwarded-Host", "evil.example")
        .post(AUTH + "password/request", Map.of("email", eve.email()));
    key(eve, 0);
    var mail = house.await(eve.email(), _ -> true);
    assertThat(mail.raw()).doesNotContain("evil.example");
  }

  @Test
  void the_answer_does_not_say_who_has_an_account() throws Exception {
    var frank = Person.register(server, "frank");
    var known = request(frank.email());
    var unknown = request("nobody-at-all@example.com");
    assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(200);
    assertThat(unknown.body()).isEqualTo(known.body());
    var mail = house.await("nobody-at-all@example.com", _ -> true);
    assertThat(mail.body("text/plain"))
        .contains("Nobody has an account")
        .doesNotContain("set-new-password");
    key(frank, 0);
  }

  @Test
  void an_account_that_is_switched_off_gets_nothing() {
    var gil = Person.register(server, "gil");
    server.bean(AccountKeeping.class).deactivate(gil.email());
    assertThat(request(gil.email()).status()).isEqualTo(200);
    var outcome =
        server
            .jdbc()
            .sql("SELECT outcome FROM outbox_message WHERE recipient = :email")
            .param("email", gil.email());
    ItemSender.eventually(
        () -> assertThat(outcome.query(String.class).list()).containsExactly("pointless"));
    assertThat(house.received()).noneMatch(mail -> mail.to().equals(gil.email()));
  }

  @Test
  void an_address_is_not_flooded_and_no_address_is_refused() {
    for (int i = 0; i < 5; i++) {
      assertThat(request("flood@example.com").status()).isEqualTo(200);
    }
    assertThat(request("FLOOD@example.com").status()).isEqualTo(429);
    assertThat(request("no address\r\nBcc: eve@example.com").status()).isBetween(400, 422);
    assertThat(request("a@b@example.com").status()).isEqualTo(400);
  }

  /** Whoever reads the outbox or a dump of the database has no way in. */
  @Test
  void no_table_holds_a_link() throws Exception {
    var hal = Person.register(server, "hal");
    request(hal.email());
    var key = key(hal, 0);
    var rows =
        server
            .jdbc()
            .sql(
                """
                SELECT (SELECT string_agg(m::text, ' ') FROM outbox_message m)
                  || (SELECT string_agg(encode(r.token_hash, 'base64'), ' ') FROM password_reset r)
                """)
            .query(String.class)
            .single();
    assertThat(rows).contains(hal.email()).doesNotContain(key);
  }

  @Test
  void without_mail_it_says_so() {
    var answer =
        Person.freshBrowser(TestServer.shared())
            .post(AUTH + "password/request", Map.of("email", "ada@example.com"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("mail_not_configured");
  }
}
