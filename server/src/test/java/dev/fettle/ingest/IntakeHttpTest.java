package dev.fettle.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.Sender;
import dev.fettle.testkit.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeHttpTest {

  private static final String ID = "fc6d8c0c43fc4630ad850ee518f1b9d0";
  private static final TestServer SERVER = TestServer.shared();
  private Sender sender = Sender.create(SERVER);

  @BeforeEach
  void a_new_project() {
    sender = Sender.create(SERVER);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertAccepted(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"id\":\"" + ID + "\"}");
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String detail) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo("{\"detail\":\"" + detail + "\"}");
    assertThat(answer.headers().firstValue("X-Sentry-Error")).isPresent();
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
  }

  private static void assertLater(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()).as("PHP ignores limits of an answer with a body").isEmpty();
    assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
        .contains("x-sentry-rate-limits", "retry-after", "x-sentry-error");
  }

  @Nested
  class Credentials {

    private HttpResponse<String> sendWith(String header, String value) {
      return sender.post(
          "/api/%d/envelope/".formatted(sender.projectId()),
          bytes(Sender.event(ID)),
          header,
          value);
    }

    @Test
    void are_taken_from_the_query() {
      assertAccepted(sender.envelope(Sender.event(ID)));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Sentry sentry_version=7,sentry_client=sentry.java/8.62.0,sentry_key=KEY",
          "Sentry sentry_key=KEY, sentry_version=7, sentry_client=sentry.python/2.68.0",
          "Sentry sentry_version=5, sentry_timestamp=1795453724136, sentry_client=raven-node/2.6.4, sentry_key=KEY, sentry_secret=S",
          "sentry sentry_key=KEY"
        })
    void are_taken_from_either_header(String spelling) {
      var value = spelling.replace("KEY", sender.key());

      assertAccepted(sendWith("X-Sentry-Auth", value));
      assertAccepted(sendWith("x-sentry-auth", value));
      assertAccepted(sendWith("Authorization", value));
    }

    @Test
    void are_taken_from_the_dsn_of_the_envelope() {
      var envelope =
          Sender.event(ID)
              .replaceFirst("\\{", "{\"dsn\":\"" + sender.dsn().replace("/", "\\\\/") + "\",");

      assertAccepted(
          sender.post("/api/%d/envelope/".formatted(sender.projectId()), bytes(envelope)));
      assertAccepted(sender.post("/tunnel", bytes(envelope)));
      assertAccepted(sender.post("/tunnel/", bytes(envelope)));
    }

    @Test
    void a_dsn_of_another_project_than_the_address_is_denied() {
      var other = Sender.create(SERVER);
      var envelope = Sender.event(ID).replaceFirst("\\{", "{\"dsn\":\"" + sender.dsn() + "\",");

      assertRefused(
          sender.post("/api/%d/envelope/".formatted(other.projectId()), bytes(envelope)),
          403,
          "Denied");
    }

    @Test
    void none_at_all_are_denied() {
      assertRefused(
          sender.post("/api/%d/envelope/".formatted(sender.projectId()), bytes(Sender.event(ID))),
          403,
          "Denied");
      assertRefused(sender.post("/tunnel/", bytes(Sender.event(ID))), 403, "Denied");
      assertRefused(
          sender.post("/api/%d/store/".formatted(sender.projectId()), bytes("{}")),
          401,
          "Invalid DSN");
    }

    @Test
    void a_malformed_key_is_denied() {
      var path = "/api/%d/%s/?sentry_key=nonsense";
      assertRefused(
          sender.post(path.formatted(sender.projectId(), "envelope"), bytes("{}")),
          403,
          "Invalid DSN");
      assertRefused(
          sender.post(path.formatted(sender.projectId(), "store"), bytes("{}")),
          401,
          "Invalid DSN");
    }

    @Test
    void wrong_keys_are_denied_and_never_affect_the_right_one() {
      var other = Sender.create(SERVER);
      for (int i = 0; i < 5; i++) {
        var wrong = other.key();
        assertRefused(
            sender.post(
                "/api/%d/envelope/?sentry_key=%s".formatted(sender.projectId(), wrong),
                bytes(Sender.event(ID))),
            403,
            "Denied");
        assertRefused(
            sender.post(
                "/api/%d/store/?sentry_key=%s".formatted(sender.projectId(), wrong), bytes("{}")),
            401,
            "Invalid DSN");
        assertAccepted(sender.envelope(Sender.event(ID)));
        assertAccepted(other.envelope(Sender.event(ID)));
      }
    }

    @Test
    void a_key_that_is_switched_off_is_denied() {
      SERVER
          .jdbc()
          .sql("UPDATE project_key SET is_active = false WHERE project_id = :project")
          .param("project", sender.projectId())
          .update();

      assertRefused(sender.envelope(Sender.event(ID)), 403, "Denied");
    }
  }

  @Nested
  class Limits {

    @Test
    void an_organization_that_takes_no_events_says_so_for_ten_minutes() throws Throwable {
      SERVER
          .jdbc()
          .sql("UPDATE organization SET is_accepting_events = false WHERE id = :id")
          .param("id", sender.organizationId())
          .update();

      var answer = sender.envelope(Sender.event(ID));

      assertLater(answer);
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("600");
      assertThat(answer.headers().firstValue("X-Sentry-Rate-Limits"))
          .hasValue("600::organization:not_accepting_events");
      ItemSender.eventually(() ->
          assertThat(sender.counted(SERVER.jdbc(), "rate_limited", "not_accepting_events"))
              .isEqualTo(1));
    }

    @Test
    void a_keys_own_limit_is_exact_and_its_own() throws Throwable {
      var second = new UUID(0xBEEF, sender.projectId());
      sender.addKey(SERVER.jdbc(), second);
      SERVER
          .jdbc()
          .sql(
              """
              UPDATE project_key
              SET rate_limit_count = 3, rate_limit_window_seconds = 100000000
              WHERE public_key = :key
              """)
          .param("key", sender.publicKey())
          .update();

      for (int i = 0; i < 3; i++) {
        assertAccepted(sender.envelope(Sender.event(ID)));
      }
      for (int i = 0; i < 2; i++) {
        var answer = sender.envelope(Sender.event(ID));
        assertLater(answer);
        long seconds = Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow());
        assertThat(seconds).isPositive();
        assertThat(answer.headers().firstValue("X-Sentry-Rate-Limits"))
            .hasValue(seconds + "::key:key_rate_limit");
      }
      var other = new Sender(sender.url(), sender.organizationId(), sender.projectId(), second);
      assertAccepted(other.envelope(Sender.event(ID)));
      ItemSender.eventually(() ->
          assertThat(sender.counted(SERVER.jdbc(), "rate_limited", "key_rate_limit")).isEqualTo(2));
    }
  }

  @Nested
  class Browsers {

    @Test
    void a_preflight_is_answered_with_what_was_asked_for() {
      var answer =
          Sender.send(
              sender
                  .request(
                      sender.path("envelope"),
                      "Origin",
                      "https://shop.example",
                      "Access-Control-Request-Method",
                      "POST",
                      "Access-Control-Request-Headers",
                      "x-api-token, content-type")
                  .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                  .build());

      assertThat(answer.statusCode()).isEqualTo(204);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
          .hasValue("x-api-token, content-type");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
          .contains("POST");
      assertThat(answer.headers().firstValue("Access-Control-Max-Age")).isPresent();
    }

    @Test
    void other_methods_are_told_what_is_allowed() {
      var answer = Sender.send(sender.request(sender.path("store")).GET().build());

      assertRefused(answer, 405, "Method not allowed");
      assertThat(answer.headers().firstValue("Allow")).hasValue("POST, OPTIONS");
    }

    @Test
    void limits_can_be_read_by_scripts_on_every_answer() {
      var answer = sender.envelope(Sender.event(ID));

      assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
          .hasValue("x-sentry-error, x-sentry-rate-limits, retry-after");
    }
  }

  @Nested
  class Bodies {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "text/plain;charset=UTF-8",
          "application/json",
          "application/x-sentry-envelope",
          "application/octet-stream",
          "application/x-www-form-urlencoded",
          "multipart/form-data",
          "nonsense"
        })
    void the_content_type_does_not_matter(String type) {
      assertAccepted(
          sender.post(sender.path("envelope"), bytes(Sender.event(ID)), "Content-Type", type));
    }

    @Test
    void the_last_slash_does_not_matter() {
      var path = "/api/%d/envelope?sentry_key=%s".formatted(sender.projectId(), sender.key());
      assertAccepted(sender.post(path, bytes(Sender.event(ID))));
    }

    @Test
    void a_header_without_an_id_is_answered_without_one() {
      var answer = sender.envelope("{}\n{\"type\":\"session\"}\n{}");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{}");
    }

    @Test
    void an_id_with_dashes_is_answered_without_them() {
      assertAccepted(sender.envelope("{\"event_id\":\"fc6d8c0c-43fc-4630-ad85-0ee518f1b9d0\"}"));
    }

    @Test
    void an_empty_envelope_is_refused_and_counted() throws Throwable {
      assertRefused(sender.envelope(""), 400, "Empty request body");
      ItemSender.eventually(
          () -> assertThat(sender.counted(SERVER.jdbc(), "invalid", "empty_body")).isEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "[]", "\"text\"", "{\"event_id\":", "\u0000\u0000"})
    void a_header_that_is_no_object_is_refused_and_counted(String header) throws Throwable {
      assertRefused(sender.envelope(header + "\n{}\n"), 400, "Invalid envelope header");
      ItemSender.eventually(() ->
          assertThat(sender.counted(SERVER.jdbc(), "invalid", "invalid_envelope_header"))
              .isEqualTo(1));
    }

    @Test
    void bad_items_do_not_fail_the_envelope() {
      assertAccepted(
          sender.envelope(
              "{\"event_id\":\"%s\"}\nnonsense\n{\"type\":\"event\",\"length\":999999}\n{"
                  .formatted(ID)));
    }

    @Test
    void a_store_event_is_answered_in_both_spellings() {
      var answer = sender.store("{\"event_id\":\"%s\",\"message\":\"m\"}".formatted(ID));

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .isEqualTo("{\"id\":\"%s\",\"event_id\":\"%s\",\"task_id\":null}".formatted(ID, ID));
    }

    @Test
    void a_store_event_without_an_id_gets_one() {
      var answer = sender.store("{\"message\":\"by hand\"}");

      assertThat(answer.body()).matches("\\{\"id\":\"([0-9a-f]{32})\",\"event_id\":\"\\1\".*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "[]", "eJnotzlib", "{\"event_id\":"})
    void a_store_body_that_is_no_event_is_refused(String body) {
      assertRefused(sender.store(body), 400, "Cannot parse request body");
    }

    @Test
    void a_project_that_is_no_number_is_not_found() {
      var answer = sender.post("/api/abc/envelope/?sentry_key=" + sender.key(), bytes("{}"));

      assertThat(answer.statusCode()).isEqualTo(404);
    }
  }
}
