package dev.fettle.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.Sender;
import dev.fettle.testkit.World;
import org.junit.jupiter.api.Test;

/** From a client's request to a filtered outcome. */
class InboundFiltersHttpTest {

  private final World world = World.create();
  private final Sender sender =
      new Sender(world.server.url(), world.organizationId, world.projectId, world.publicKey);
  private int events;

  private void filter(String filters) {
    var answer =
        world
            .alice
            .browser()
            .send("PUT", world.projectPath() + "intake-rules/", "{\"filters\":" + filters + "}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private void send(String type, String fields) {
    var item = "{\"event_id\":\"%032x\",%s}".formatted(++events, fields);
    var answer = sender.envelope("{}\n{\"type\":\"%s\"}\n%s\n".formatted(type, item));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private void assertCounted(String outcome, String reason, long times) throws Throwable {
    ItemSender.eventually(() ->
        assertThat(sender.counted(world.server.jdbc(), outcome, reason))
            .as("%s/%s", outcome, reason)
            .isEqualTo(times));
  }

  @Test
  void errors_that_are_not_wanted_are_counted_and_not_kept() throws Throwable {
    filter(
        """
        {"localhost":true,"browserExtensions":true,"crawlers":true,"legacyBrowsers":true,
         "releases":["shop@0.*"],"errorMessages":["*ResizeObserver*"]}\
        """);

    send("event", "\"message\":\"a\",\"request\":{\"url\":\"http://localhost:4200/x\"}");
    send(
        "event",
        "\"exception\":{\"values\":[{\"type\":\"E\",\"value\":\"v\",\"stacktrace\":{\"frames\":"
            + "[{\"filename\":\"moz-extension://abc/content.js\",\"function\":\"f\"}]}}]}");
    send("event", "\"message\":\"a\",\"request\":{\"headers\":{\"user-agent\":\"Googlebot/2.1\"}}");
    send(
        "event",
        "\"message\":\"a\",\"request\":{\"headers\":{\"User-Agent\":\"x Trident/7.0 y\"}}");
    send("event", "\"message\":\"a\",\"release\":\"shop@0.9\"");
    send("event", "\"message\":\"ResizeObserver loop limit exceeded\"");
    send("event", "\"message\":\"kept\",\"release\":\"shop@1.0\"");

    for (var reason :
        new String[] {
          "localhost",
          "browser_extensions",
          "crawlers",
          "legacy_browsers",
          "release",
          "error_message"
        }) {
      assertCounted("filtered", reason, 1);
    }
    assertCounted("accepted", "", 1);
    var account = world.bob.browser().get(world.projectPath() + "intake/").json();
    assertThat(account.at("/totals/received").longValue()).isEqualTo(7);
    assertThat(account.at("/totals/filtered").longValue()).isEqualTo(6);
    assertThat(account.at("/reasons/0/category").stringValue()).isEqualTo("error");
  }

  @Test
  void health_checks_are_transactions_and_nothing_else() throws Throwable {
    filter("{\"healthChecks\":true}");
    var times = "\"start_timestamp\":1795453724.1,\"timestamp\":1795453724.2,";
    var trace =
        "\"contexts\":{\"trace\":{\"trace_id\":\"%032x\",\"span_id\":\"00000000000000a1\",\"op\":\"http.server\"}},"
            .formatted(77);

    send("transaction", times + trace + "\"transaction\":\"GET /healthz\"");
    send("transaction", times + trace + "\"transaction\":\"GET /orders\"");
    send("event", "\"message\":\"a\",\"transaction\":\"GET /healthz\"");

    assertCounted("filtered", "health_checks", 1);
    assertCounted("accepted", "", 2);
  }
}
