package dev.fettle.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.Gate;
import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.Sender;
import dev.fettle.testkit.TestDatabase;
import dev.fettle.testkit.TestServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** PostgreSQL is away until the log's disk budget is used up, and comes back. */
class DatabaseAwayTest {

  private static final String PADDING = "x".repeat(900_000);

  /** One event and an item that only takes room in the log. */
  private static String envelope(UUID id) {
    return Sender.event(id.toString().replace("-", ""))
        + "{\"type\":\"profile\"}\n"
        + PADDING
        + "\n";
  }

  @Test
  void everything_acknowledged_arrives_and_what_is_too_much_is_refused_by_name() throws Throwable {
    try (var database = TestDatabase.create()) {
      var address = URI.create(database.address().jdbcUrl().substring("jdbc:".length()));
      try (var gate = new Gate(address.getPort())) {
        var settings = new HashMap<String, String>();
        settings.put(
            "DATABASE_URL",
            database
                .address()
                .postgresUrl()
                .replace(":" + address.getPort() + "/", ":" + gate.port() + "/"));
        settings.put("FETTLE_INTAKE_LOG_MAX_MB", "16");
        try (var server = TestServer.start(settings)) {
          sendAround(gate, database, Sender.create(database.jdbc(), server.url()));
        }
      }
    }
  }

  private static void sendAround(Gate gate, TestDatabase database, Sender sender) throws Throwable {
    var acknowledged = new ArrayList<UUID>();
    acknowledged.add(accepted(sender, 0));
    gate.shut();

    var answer = sender.envelope(envelope(new UUID(0xDB, 1)));
    for (int i = 1; i <= 40 && answer.statusCode() == 200; i++) {
      acknowledged.add(new UUID(0xDB, i));
      answer = sender.envelope(envelope(new UUID(0xDB, i + 1)));
    }
    var refused = answer;

    assertThat(acknowledged).as("16 MiB of log").hasSizeBetween(15, 19);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).isEmpty();
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("60");
    assertThat(refused.headers().firstValue("X-Sentry-Rate-Limits").orElse(""))
        .contains("intake_log_full");

    gate.open();

    ItemSender.eventually(() ->
        assertThat(database.jdbc().sql("SELECT event_id FROM event").query(UUID.class).list())
            .containsExactlyInAnyOrderElementsOf(acknowledged));
    ItemSender.eventually(() ->
        assertThat(sender.counted(database.jdbc(), "rate_limited", "intake_log_full"))
            .isPositive());
    assertThat(sender.counted(database.jdbc(), "accepted", "")).isEqualTo(acknowledged.size());
    accepted(sender, 99);
  }

  private static UUID accepted(Sender sender, int number) {
    var id = new UUID(0xDB, number);
    var answer = sender.envelope(envelope(id));
    assertThat(answer.statusCode()).isEqualTo(200);
    return id;
  }
}
