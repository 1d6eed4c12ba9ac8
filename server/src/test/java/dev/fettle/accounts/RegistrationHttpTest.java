package dev.fettle.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.Person;
import dev.fettle.testkit.RawHttp;
import dev.fettle.testkit.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RegistrationHttpTest {

  private static final String SIGN_UP = "/_allauth/browser/v1/auth/signup";

  @Test
  void
      of_many_first_people_at_once_one_becomes_superuser_and_closed_registration_turns_away_the_rest()
          throws Exception {
    try (var server = TestServer.start(Map.of("ENABLE_USER_REGISTRATION", "false"));
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(
              server
                  .browser()
                  .get("/api/settings/")
                  .json()
                  .get("enableUserRegistration")
                  .booleanValue())
          .isTrue();
      var statuses = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 6; i++) {
        var browser = Person.freshBrowser(server);
        var body =
            Map.of(
                "email",
                "first-%d@example.com".formatted(i),
                "password",
                "correct horse",
                "setup",
                setup(server));
        statuses.add(executor.submit(() -> browser.post(SIGN_UP, body).status()));
      }
      var found = new ArrayList<Integer>();
      for (var status : statuses) {
        found.add(status.get());
      }
      assertThat(found).containsOnlyOnce(200).containsOnly(200, 403);
      assertThat(superusers(server)).isEqualTo(1);
      assertThat(
              server
                  .browser()
                  .get("/api/settings/")
                  .json()
                  .get("enableUserRegistration")
                  .booleanValue())
          .isFalse();
    }
  }

  @Test
  void with_open_registration_only_the_first_person_is_superuser() {
    try (var server = TestServer.start(Map.of())) {
      var first = Person.register(server, "alice");
      var second = Person.register(server, "bob");
      assertThat(first.browser().get("/api/0/users/me/").json().get("isSuperuser").booleanValue())
          .isTrue();
      assertThat(second.browser().get("/api/0/users/me/").json().get("isSuperuser").booleanValue())
          .isFalse();
      assertThat(superusers(server)).isEqualTo(1);
    }
  }

  /** Whoever finds a new server before its operator does not get it. */
  @Test
  void the_first_account_needs_the_link() {
    try (var server = TestServer.start(Map.of())) {
      var credentials = Map.of("email", "eve@example.com", "password", "correct horse");
      var stranger = Person.freshBrowser(server);
      assertThat(settings(stranger).get("setupLinkRequired").booleanValue()).isTrue();
      assertThat(stranger.post(SIGN_UP, credentials).body()).contains("setup_link_required");
      var guess = new java.util.HashMap<String, String>(credentials);
      guess.put("setup", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
      assertThat(stranger.post(SIGN_UP, guess).body()).contains("setup_link_required");
      assertThat(superusers(server)).isZero();
      guess.put("setup", setup(server));
      assertThat(stranger.post(SIGN_UP, guess).status()).isEqualTo(200);
      assertThat(superusers(server)).isEqualTo(1);
      var second = Person.freshBrowser(server);
      assertThat(settings(second).get("setupLinkRequired").booleanValue()).isFalse();
      guess.put("email", "second@example.com");
      assertThat(second.post(SIGN_UP, guess).status()).isEqualTo(200);
      assertThat(superusers(server)).isEqualTo(1);
    }
  }

  /**
   * What a proxy on the machine passes on may look in every byte like what a browser on it sends,
   * so that only the link counts; asking without it costs nobody their turn.
   */
  @Test
  void where_a_first_account_is_asked_for_from_does_not_count() {
    try (var server = TestServer.start(Map.of())) {
      var body = "{\"email\":\"ada@example.com\",\"password\":\"correct horse\"}";
      var head =
          """
          POST %s HTTP/1.1
          Host: localhost
          Cookie: csrftoken=0123456789abcdef0123456789abcdef
          X-CSRFToken: 0123456789abcdef0123456789abcdef
          Content-Type: application/json
          Content-Length: %d\
          """
              .formatted(SIGN_UP, body.length());
      for (var passedOn :
          List.of(
              head,
              head.replace("localhost", "127.0.0.1:8000"),
              head.replace("HTTP/1.1", "HTTP/1.0") + "\nConnection: close",
              head + "\nX-Envoy-External-Address: 203.0.113.9",
              head + "\nX-Original-Forwarded-For: 203.0.113.9",
              head + "\nFly-Client-IP: 203.0.113.9",
              head + "\nX-Azure-ClientIP: 203.0.113.9",
              head + "\nX-Scheme: https",
              head + "\nVia: 1.1 proxy",
              head.replace("localhost", "errors.example.com"),
              head,
              head,
              head)) {
        assertThat(RawHttp.send(server, passedOn, body).body())
            .as(passedOn)
            .contains("setup_link_required");
      }
      assertThat(superusers(server)).isZero();
      var withLink = body.replace("}", ",\"setup\":\"" + setup(server) + "\"}");
      var right = head.replaceFirst("Length: \\d+", "Length: " + withLink.length());
      assertThat(RawHttp.send(server, right, withLink).status()).isEqualTo(200);
      assertThat(superusers(server)).isEqualTo(1);
    }
  }

  private static String setup(TestServer server) {
    return server.bean(SetupLink.class).path().replaceFirst(".*=", "");
  }

  private static tools.jackson.databind.JsonNode settings(dev.fettle.testkit.Browser browser) {
    return browser.get("/api/settings/").json();
  }

  private static int superusers(TestServer server) {
    return server
        .jdbc()
        .sql("SELECT count(*) FROM account WHERE is_superuser")
        .query(Integer.class)
        .single();
  }
}
