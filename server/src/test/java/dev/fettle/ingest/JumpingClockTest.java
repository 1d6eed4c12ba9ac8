package dev.fettle.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.ItemSender;
import dev.fettle.testkit.Sender;
import dev.fettle.testkit.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * A clock that jumps back and forth, over midnight too: ids name days, limits have windows,
 * counters have hours, partitions are made ahead, and none of it may cost an event.
 */
class JumpingClockTest {

  private static final Instant LATE = Instant.parse("2026-03-31T23:40:00Z");
  private static final List<Duration> JUMPS =
      List.of(
          Duration.ZERO,
          Duration.ofHours(1),
          Duration.ofHours(-1),
          Duration.ofHours(2),
          Duration.ofHours(-1),
          Duration.ofDays(-3),
          Duration.ofDays(12),
          Duration.ofHours(-1));

  @Test
  void no_event_is_lost_refused_or_counted_twice() throws Throwable {
    var now = new AtomicReference<>(LATE);
    try (var server = TestServer.start(Map.of(), now::get)) {
      var sender = Sender.create(server);
      var sent = new HashSet<UUID>();
      for (var jump : JUMPS) {
        now.updateAndGet(time -> time.plus(jump));
        for (int i = 0; i < 5; i++) {
          var id = new UUID(0xC10C, sent.size());
          sent.add(id);
          assertThat(sender.envelope(Sender.event(id.toString().replace("-", ""))).statusCode())
              .as("after a jump of %s to %s", jump, now)
              .isEqualTo(200);
        }
        ItemSender.eventually(() ->
            assertThat(server.jdbc().sql("SELECT event_id FROM event").query(UUID.class).list())
                .containsExactlyInAnyOrderElementsOf(sent));
      }
      assertThat(sender.counted(server.jdbc(), "accepted", "")).isEqualTo(sent.size());
      assertThat(count(server, "SELECT count(*) FROM set_aside_item")).isZero();
      assertThat(count(server, "SELECT count(*) FROM issue")).isEqualTo(1);
      assertThat(count(server, "SELECT sum(event_count) FROM issue")).isEqualTo(sent.size());
      assertThat(count(server, "SELECT sum(event_count) FROM issue_hour")).isEqualTo(sent.size());
      assertThat(count(server, "SELECT count(*) FROM issue WHERE first_seen > last_seen")).isZero();
    }
  }

  @Test
  void a_limit_that_was_used_up_ends_at_the_latest_with_its_window() throws Throwable {
    var now = new AtomicReference<>(LATE);
    try (var server = TestServer.start(Map.of(), now::get)) {
      var sender = Sender.create(server);
      server
          .jdbc()
          .sql("UPDATE project_key SET rate_limit_count = 2, rate_limit_window_seconds = 60")
          .update();
      for (var jump : JUMPS) {
        now.updateAndGet(time -> time.plus(jump));
        int taken = 0;
        for (int i = 0; i < 4; i++) {
          var answer = sender.envelope("{}\n{\"type\":\"profile\"}\nx\n");
          taken += answer.statusCode() == 200 ? 1 : 0;
          if (answer.statusCode() == 429) {
            assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElse("")))
                .isBetween(1, 60);
          }
        }
        assertThat(taken).as("after a jump of %s", jump).isEqualTo(2);
      }
    }
  }

  private static long count(TestServer server, String sql) {
    return server.jdbc().sql(sql).query(Long.class).single();
  }
}
