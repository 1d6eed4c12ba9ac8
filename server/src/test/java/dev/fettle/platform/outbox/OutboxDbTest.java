package dev.fettle.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxDbTest extends OutboxContract {

  private final TestDatabase database = TestDatabase.create();
  private final OutboxStore store = new OutboxStore(database.jdbc());

  @Override
  Outbox outbox() {
    return new Outbox(store, this::now);
  }

  @Override
  PostRounds node(Courier courier) {
    return new PostRounds(
        store, List.of(courier), this::now, new OutboxMeters(new SimpleMeterRegistry()));
  }

  @Override
  void inTransaction(Runnable work) {
    database.transactions().executeWithoutResult(_ -> work.run());
  }

  @Override
  String fate(String message) {
    return database
        .jdbc()
        .sql(
            "SELECT trim(coalesce(outcome, 'waiting') || ' ' || coalesce(cause, '')) FROM outbox_message WHERE message = :message")
        .param("message", message)
        .query(String.class)
        .optional()
        .orElse("none");
  }

  @AfterEach
  void close() {
    stopNodes();
    database.close();
  }

  @Test
  void what_was_delivered_is_not_looked_at_again() {
    database
        .jdbc()
        .sql(
            """
            INSERT INTO outbox_message
              (channel, message, recipient, payload, created_at, expires_at, outcome, keep_until)
            SELECT 'test', 'done ' || n, 'x', '', now(), now(), 'delivered', now()
            FROM generate_series(1, 20000) AS n
            """)
        .update();
    database.jdbc().sql("ANALYZE outbox_message").update();
    write("one");
    for (var sql : List.of(OutboxStore.TAKE, OutboxStore.DUE_CHANNELS)) {
      var plan =
          database
              .jdbc()
              .sql("EXPLAIN " + sql)
              .param("channel", "test")
              .param("channels", new String[] {"test"})
              .param("now", java.sql.Timestamp.from(now()))
              .param("takeOverAt", java.sql.Timestamp.from(now()))
              .query(String.class)
              .list();
      assertThat(String.join("\n", plan))
          .contains("outbox_message_due")
          .doesNotContain("Seq Scan on outbox_message");
    }
  }
}
