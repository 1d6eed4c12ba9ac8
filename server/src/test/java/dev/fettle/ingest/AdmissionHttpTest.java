package dev.fettle.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.outcomes.SpikeGuard;
import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.Sender;
import dev.fettle.testkit.World;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a project's rules do at the door. */
class AdmissionHttpTest {

  private static final String ID = "fc6d8c0c43fc4630ad850ee518f1b9d0";

  private final World world = World.create();
  private final Sender sender =
      new Sender(world.server.url(), world.organizationId, world.projectId, world.publicKey);
  private final String rules = world.projectPath() + "intake-rules/";

  private void rule(String json) {
    var answer = world.alice.browser().send("PUT", rules, json);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private HttpResponse<String> send(String... headers) {
    return sender.post(
        sender.path("envelope"), Sender.event(ID).getBytes(StandardCharsets.UTF_8), headers);
  }

  private void assertCounted(String outcome, String reason, long times) throws Throwable {
    ItemSender.eventually(
        () -> assertThat(sender.counted(world.server.jdbc(), outcome, reason)).isEqualTo(times));
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, https://example.com, 200",
    "Origin, https://EXAMPLE.com:8443, 200",
    "Origin, https://shop.example.org, 200",
    "Referer, https://example.com/cart?x=1, 200",
    "Origin, https://example.org, 403",
    "Origin, https://example.com.evil.net, 403",
    "Origin, https://evilexample.org, 403",
    "Origin, null, 403",
    "Referer, https://evil.net/https://example.com, 403",
    "X-Other, none of a page, 200",
  })
  void only_allowed_domains_may_send_from_a_page(String header, String value, int status) {
    rule("{\"allowedDomains\":[\"example.com\",\"*.example.org\"]}");

    assertThat(send(header, value).statusCode()).isEqualTo(status);
  }

  @Test
  void a_page_of_another_domain_is_told_why_and_counted() throws Throwable {
    rule("{\"allowedDomains\":[\"example.com\"]}");

    var answer = send("Origin", "https://evil.net");

    assertThat(answer.headers().firstValue("X-Sentry-Error").orElse(""))
        .contains("allowed domains");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertCounted("filtered", "origin", 1);
  }

  @Test
  void nothing_is_taken_from_an_unwanted_address() throws Throwable {
    rule("{\"filters\":{\"addresses\":[\"203.0.113.0/24\",\"2001:db8::/32\"]}}");

    assertThat(send("X-Forwarded-For", "203.0.113.9").statusCode()).isEqualTo(403);
    assertThat(send("X-Forwarded-For", "2001:db8::1").statusCode()).isEqualTo(403);
    assertThat(send("X-Forwarded-For", "198.51.100.9").statusCode()).isEqualTo(200);
    assertCounted("filtered", "address", 2);
  }

  @Test
  void the_limit_of_the_project_counts_all_its_keys() throws Throwable {
    rule("{\"rateLimit\":{\"count\":2,\"window\":86400}}");
    var made =
        world.alice.browser().post(world.projectPath() + "keys/", Map.of("name", "second")).json();
    var second =
        "/api/%d/envelope/?sentry_key=%s"
            .formatted(world.projectId, made.get("id").stringValue().replace("-", ""));

    assertThat(send().statusCode()).isEqualTo(200);
    assertThat(sender.post(second, Sender.event(ID).getBytes(StandardCharsets.UTF_8)).statusCode())
        .isEqualTo(200);
    var refused = send();

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).isEmpty();
    assertThat(refused.headers().firstValue("X-Sentry-Rate-Limits").orElse(""))
        .matches("\\d+::project:project_rate_limit");
    assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
    assertCounted("rate_limited", "project_rate_limit", 1);
  }

  @Test
  void a_limit_counts_the_items_of_an_envelope_and_not_the_envelope() throws Throwable {
    var item = "{\"type\":\"event\"}\n{\"message\":\"many\"}\n";
    rule("{\"rateLimit\":{\"count\":60,\"window\":86400}}");

    assertThat(sender.envelope("{}\n" + item.repeat(100)).statusCode()).isEqualTo(429);
    assertThat(sender.envelope("{}\n" + item.repeat(50)).statusCode()).isEqualTo(200);
    assertThat(sender.envelope("{}\n" + item.repeat(11)).statusCode()).isEqualTo(429);
    assertThat(sender.envelope("{}\n" + item.repeat(10)).statusCode()).isEqualTo(200);
    var refused = send();

    assertThat(refused.headers().firstValue("X-Sentry-Rate-Limits").orElse(""))
        .matches("\\d+::project:project_rate_limit");
    assertCounted("rate_limited", "project_rate_limit", 3);
  }

  @Test
  void the_limit_of_the_organization_counts_all_its_projects() throws Throwable {
    var limit = world.organizationPath() + "intake-limit/";
    assertThat(world.bob.browser().get(limit).body()).isEqualTo("{\"rateLimit\":null}");
    assertThat(world.bob.browser().put(limit, "{\"rateLimit\":null}").status()).isEqualTo(403);
    assertThat(world.alice.browser().put(limit, "{}").status()).isEqualTo(422);
    var set = world.alice.browser().put(limit, "{\"rateLimit\":{\"count\":1,\"window\":86400}}");
    assertThat(set.body()).isEqualTo("{\"rateLimit\":{\"count\":1,\"window\":86400}}");

    assertThat(send().statusCode()).isEqualTo(200);
    var refused = send();

    assertThat(refused.headers().firstValue("X-Sentry-Rate-Limits").orElse(""))
        .matches("\\d+::organization:organization_rate_limit");
    assertCounted("rate_limited", "organization_rate_limit", 1);
    world.alice.browser().put(limit, "{\"rateLimit\":null}");
    assertThat(send().statusCode()).isEqualTo(200);
  }

  @Test
  void a_throttled_project_loses_a_part_by_chance_and_every_loss_is_counted() throws Throwable {
    var changed =
        world
            .alice
            .browser()
            .put(world.projectPath(), Map.of("name", "Checkout", "eventThrottleRate", 50));
    assertThat(changed.status()).isEqualTo(200);

    int refused = 0;
    for (int i = 0; i < 60; i++) {
      var answer = send();
      if (answer.statusCode() == 429) {
        refused++;
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("162");
      }
    }

    assertThat(refused).as("of 60 at 50 %%").isBetween(5, 55);
    assertCounted("rate_limited", "throttled", refused);
  }

  @Test
  void a_spike_is_sampled_counted_and_shown() throws Throwable {
    var account = world.projectPath() + "intake/";
    assertThat(world.bob.browser().get(account).json().get("spike").isNull()).isTrue();
    world
        .server
        .jdbc()
        .sql(
            """
            INSERT INTO outcome_hour (project_id, hour, category, outcome, reason, quantity)
            SELECT :project, date_trunc('hour', now(), 'UTC') - n * interval '1 hour', 'default',
              'invalid', 'x', CASE WHEN n = 0 THEN 2000000 ELSE 1 END
            FROM generate_series(0, 24) n
            """)
        .param("project", world.projectId)
        .update();
    var guard = world.server.bean(SpikeGuard.class);
    ItemSender.eventually(() -> {
      guard.keepRate(world.projectId);
      guard.measure();
      assertThat(guard.keepRate(world.projectId)).isEqualTo(0.01);
    });

    int refused = 0;
    for (int i = 0; i < 50; i++) {
      var answer = send();
      refused += answer.statusCode() == 429 ? 1 : 0;
      assertThat(answer.headers().firstValue("X-Sentry-Rate-Limits").orElse("spike_protection"))
          .endsWith("spike_protection");
    }

    assertThat(refused).as("of 50 when one in a hundred is kept").isGreaterThan(40);
    assertCounted("rate_limited", "spike_protection", refused);
    assertThat(world.bob.browser().get(account).json().at("/spike/keepRate").doubleValue())
        .isEqualTo(0.01);
    rule("{\"spikeProtection\":false}");
    assertThat(send().statusCode()).isEqualTo(200);
  }

  @Test
  void secrets_never_reach_the_store() throws Throwable {
    var event =
        """
        {"event_id":"%s","message":"login with token=abc123","user":{"ip_address":"203.0.113.77"},
         "extra":{"password":"hunter2","card":"4111 1111 1111 1111"},
         "request":{"url":"https://example.com/","headers":[["Authorization","Bearer zzz"]]}}
        """
            .formatted(ID);
    assertThat(sender.store(event).statusCode()).isEqualTo(200);

    ItemSender.eventually(() ->
        assertThat(world.alice.browser().get(world.projectPath() + "events/").json().size())
            .isEqualTo(1));
    var stored = world.alice.browser().get(world.projectPath() + "events/" + ID + "/").body();

    assertThat(stored)
        .contains("token=[Filtered]", "203.0.113.0")
        .doesNotContain("abc123", "hunter2", "4111 1111", "Bearer zzz", "203.0.113.77");
  }

  @Test
  void a_project_may_keep_what_it_wants() throws Throwable {
    rule("{\"scrubbing\":{\"defaults\":false,\"sensitiveFields\":[\"shoe_size\"]}}");
    var event =
        "{\"event_id\":\"%s\",\"message\":\"m\",\"extra\":{\"password\":\"hunter2\",\"shoeSize\":44}}"
            .formatted(ID);
    sender.envelope(
        "{}\n{\"type\":\"event\",\"length\":%d}\n%s\n".formatted(event.length(), event));

    ItemSender.eventually(() ->
        assertThat(world.alice.browser().get(world.projectPath() + "events/").json().size())
            .isEqualTo(1));
    var stored = world.alice.browser().get(world.projectPath() + "events/" + ID + "/").json();

    assertThat(stored.at("/context/password").stringValue()).isEqualTo("hunter2");
    assertThat(stored.at("/context/shoeSize").stringValue()).isEqualTo("[Filtered]");
  }
}
