package dev.fettle.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.Person;
import dev.fettle.testkit.TestServer;
import java.util.ArrayList;
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
            Map.of("email", "first-%d@example.com".formatted(i), "password", "correct horse");
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

  private static int superusers(TestServer server) {
    return server
        .jdbc()
        .sql("SELECT count(*) FROM account WHERE is_superuser")
        .query(Integer.class)
        .single();
  }
}
