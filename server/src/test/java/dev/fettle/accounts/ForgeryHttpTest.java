package dev.fettle.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.Browser;
import dev.fettle.testkit.Person;
import dev.fettle.testkit.RawHttp;
import dev.fettle.testkit.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a page of another site, or of a sibling domain, can make a browser do: nothing. */
class ForgeryHttpTest {

  private static final String AUTH = "/_allauth/browser/v1";
  private static final String ME = "/api/0/users/me/";

  private final TestServer server = TestServer.shared();
  private final Person alice = Person.register(server, "alice");

  @Test
  void a_pair_of_ones_own_making_is_not_the_sessions_token() {
    var planted = "a".repeat(64);
    var browser = alice.browser().with("X-CSRFToken", planted);
    browser.setCookie("csrftoken", planted);
    assertThat(browser.put(ME, Map.of("name", "Mallory")).status()).isEqualTo(403);
    var other = Person.register(server, "mallory").browser().cookie("csrftoken");
    browser.setCookie("csrftoken", String.valueOf(other));
    assertThat(browser.put(ME, Map.of("name", "Mallory")).status()).isEqualTo(403);
  }

  @Test
  void a_browser_that_holds_an_old_token_gets_the_right_one_with_the_refusal() {
    alice.browser().setCookie("csrftoken", "0123456789abcdef0123456789abcdef");
    assertThat(alice.browser().put(ME, Map.of("name", "Alice")).status()).isEqualTo(403);
    assertThat(alice.browser().put(ME, Map.of("name", "Alice")).status()).isEqualTo(200);
    alice.browser().setCookie("csrftoken", "0123456789abcdef0123456789abcdef");
    alice.browser().get(AUTH + "/auth/session");
    assertThat(alice.browser().put(ME, Map.of("name", "Alice")).status()).isEqualTo(200);
  }

  @Test
  void a_page_of_another_site_is_refused_even_with_the_right_token() {
    for (var headers :
        List.of(
            Map.of("Origin", "https://evil.example"),
            Map.of("Origin", "null"),
            Map.of("Origin", server.url() + ".evil.example"),
            Map.of("Origin", server.url().replaceAll(":\\d+$", ":1")),
            Map.of("Sec-Fetch-Site", "cross-site"),
            Map.of("Sec-Fetch-Site", "same-site"),
            Map.of("Sec-Fetch-Site", "none", "Origin", "https://evil.example"),
            Map.of("Sec-Fetch-Site", "cross-site", "Origin", server.url()))) {
      assertThat(with(alice.browser(), headers).put(ME, Map.of("name", "Mallory")).status())
          .as(headers.toString())
          .isEqualTo(403);
      var visitor = with(Person.freshBrowser(server), headers);
      var logIn = visitor.post(AUTH + "/auth/login", credentials());
      assertThat(logIn.status()).as(headers.toString()).isEqualTo(403);
      assertThat(visitor.cookie("sessionid")).isNull();
      assertThat(
              with(Person.freshBrowser(server), headers)
                  .post(AUTH + "/auth/signup", credentials())
                  .status())
          .as(headers.toString())
          .isEqualTo(403);
    }
    for (var headers :
        List.of(
            Map.of("Origin", server.url()),
            Map.of("Origin", server.url(), "Sec-Fetch-Site", "same-origin"),
            Map.of("Sec-Fetch-Site", "none"))) {
      assertThat(with(alice.browser(), headers).put(ME, Map.of("name", "Alice")).status())
          .as(headers.toString())
          .isEqualTo(200);
    }
  }

  @Test
  void a_token_is_nobodys_cookie_and_may_come_from_any_page() {
    var api = alice.api().with("Origin", "https://grafana.example.com");
    assertThat(api.with("Sec-Fetch-Site", "cross-site").put(ME, Map.of("name", "A")).status())
        .isEqualTo(200);
  }

  @Test
  void a_form_cannot_say_what_only_a_script_may() {
    for (var type :
        List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x")) {
      var answer = alice.browser().with("Content-Type", type).put(ME, Map.of("name", "Mallory"));
      assertThat(answer.status()).as(type).isEqualTo(415);
      assertThat(
              Person.freshBrowser(server)
                  .with("Content-Type", type)
                  .post(AUTH + "/auth/login", credentials())
                  .status())
          .as(type)
          .isEqualTo(415);
    }
    assertThat(
            alice
                .browser()
                .with("Content-Type", "application/json; charset=utf-8")
                .put(ME, Map.of("name", "Alice"))
                .status())
        .isEqualTo(200);
  }

  @Test
  void behind_tls_the_session_is_taken_from_this_host_only() {
    var https = Person.freshBrowser(server).with("X-Forwarded-Proto", "https");
    assertThat(https.post(AUTH + "/auth/login", credentials()).status()).isEqualTo(200);
    var id = String.valueOf(https.cookie("__Host-sessionid"));
    assertThat(https.cookie("sessionid")).isNull();
    assertThat(https.get(ME).status()).isEqualTo(200);
    assertThat(https.put(ME, Map.of("name", "Alice")).status()).isEqualTo(200);
    var planted = server.browser().with("X-Forwarded-Proto", "https");
    planted.setCookie("sessionid", id);
    assertThat(planted.get(ME).status()).isEqualTo(401);
    var head = "GET /_allauth/browser/v1/config HTTP/1.1\nHost: x\nX-Forwarded-Proto: https";
    assertThat(RawHttp.send(server, head, "").header("Set-Cookie").orElse(""))
        .contains("csrftoken=", "Secure");
  }

  private Map<String, String> credentials() {
    return Map.of("email", alice.email(), "password", alice.password());
  }

  private static Browser with(Browser browser, Map<String, String> headers) {
    var changed = browser;
    for (var header : headers.entrySet()) {
      changed = changed.with(header.getKey(), header.getValue());
    }
    return changed;
  }
}
