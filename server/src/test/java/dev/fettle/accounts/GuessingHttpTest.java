package dev.fettle.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.Browser;
import dev.fettle.testkit.Person;
import dev.fettle.testkit.TestServer;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Guessing passwords, and keeping people out by guessing. */
class GuessingHttpTest {

  private static final String LOGIN = "/_allauth/browser/v1/auth/login";

  private final TestServer server = TestServer.shared();
  private final Person alice = Person.register(server, "alice");

  @Test
  void a_strangers_guesses_end_and_do_not_keep_the_owner_out() {
    var thief = Person.freshBrowser(server).with("X-Forwarded-For", "198.51.100.7");
    for (int i = 0; i < 5; i++) {
      assertThat(logIn(thief, alice.email(), "wrong").body()).contains("email_password_mismatch");
    }
    assertThat(logIn(thief, alice.email(), alice.password()).body())
        .contains("too_many_login_attempts");
    assertThat(logIn(Person.freshBrowser(server), alice.email(), alice.password()).status())
        .isEqualTo(200);
  }

  /** The owner's browser has signed in before; the thief sits in the same office. */
  @Test
  void a_known_browser_gets_in_from_the_network_that_guessed() {
    var known = String.valueOf(alice.browser().cookie("fettle_device"));
    var office = Person.freshBrowser(server).with("X-Forwarded-For", "198.51.100.8");
    for (int i = 0; i < 12; i++) {
      logIn(office, alice.email(), "wrong");
    }
    assertThat(logIn(office, alice.email(), alice.password()).status()).isNotEqualTo(200);
    var laptop = Person.freshBrowser(server).with("X-Forwarded-For", "198.51.100.8");
    laptop.setCookie("fettle_device", known);
    assertThat(logIn(laptop, alice.email(), alice.password()).status()).isEqualTo(200);
    var forged = Person.freshBrowser(server).with("X-Forwarded-For", "198.51.100.8");
    forged.setCookie("fettle_device", known.replaceFirst(".$", "x"));
    assertThat(logIn(forged, alice.email(), alice.password()).status()).isNotEqualTo(200);
  }

  @Test
  void neither_ports_nor_lines_nor_forms_of_an_address_give_fresh_guesses() {
    var address = alice.email();
    for (int i = 0; i < 5; i++) {
      logIn(thief("198.51.100.%d:%d".formatted(9, 40_000 + i)), address, "wrong");
    }
    for (var spelt :
        new String[] {
          "198.51.100.9",
          "198.51.100.9:1",
          "::ffff:198.51.100.9",
          "203.0.113.77, 198.51.100.9",
          "198.51.100.9, unknown"
        }) {
      assertThat(logIn(thief(spelt), address, alice.password()).body())
          .as(spelt)
          .contains("too_many_login_attempts");
    }
    for (var spelt :
        new String[] {address.toUpperCase(java.util.Locale.ROOT), " " + address, address + " "}) {
      assertThat(logIn(thief("198.51.100.9"), spelt, alice.password()).body())
          .as(spelt)
          .contains("too_many_login_attempts");
    }
    assertThat(
            logIn(thief("198.51.100.99"), address.replace("i", "\u0130"), alice.password()).body())
        .contains("email_password_mismatch");
  }

  @Test
  void an_address_is_one_in_all_its_forms() {
    var wide = alice.email().replace('a', '\uff41'); // full-width
    assertThat(logIn(Person.freshBrowser(server), wide, alice.password()).status()).isEqualTo(200);
    var taken =
        Person.freshBrowser(server)
            .post(
                "/_allauth/browser/v1/auth/signup",
                Map.of("email", wide, "password", "correct horse"));
    assertThat(taken.body()).contains("email_taken");
  }

  @Test
  void guesses_sent_at_once_count_like_guesses_sent_in_turn() throws Exception {
    var answers = new ArrayList<Future<String>>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 80; i++) {
        answers.add(
            executor.submit(() -> logIn(thief("198.51.100.10"), alice.email(), "wrong").body()));
      }
    }
    int verified = 0;
    for (var answer : answers) {
      verified += answer.get().contains("email_password_mismatch") ? 1 : 0;
    }
    assertThat(verified).isEqualTo(5);
  }

  private Browser thief(String forwardedFor) {
    return Person.freshBrowser(server).with("X-Forwarded-For", forwardedFor);
  }

  private static Browser.Answer logIn(Browser browser, String email, String password) {
    return browser.post(LOGIN, Map.of("email", email, "password", password));
  }
}
