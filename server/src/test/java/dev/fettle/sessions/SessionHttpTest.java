package dev.fettle.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.platform.sketch.UserSketch;
import dev.fettle.testkit.ItemSender;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What SDKs send of sessions, over HTTP, and what is counted. Starts are set to now. */
class SessionHttpTest {

  private static final String HOURS =
      """
      SELECT concat_ws('|', release, environment, sum(started), sum(exited), sum(errored),
        sum(unhandled), sum(abnormal), sum(crashed))
      FROM session_hour
      WHERE project_id = :project
      GROUP BY release, environment
      ORDER BY release, environment
      """;

  private static Instant now(ItemSender sender) {
    return sender.world.server.bean(InstantSource.class).instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static String update(String sid, Instant started, String status, int errors) {
    return """
    {"sid":"%s","did":"jane","started":"%s","status":"%s","errors":%d,"attrs":{"release":"shop@1","environment":"live"}}\
    """
        .formatted(sid, started, status, errors);
  }

  private static ItemSender send(ItemSender sender, String update) {
    return sender.item("{\"type\":\"session\"}", update);
  }

  @Test
  void a_session_with_many_updates_is_counted_once() {
    var sender = ItemSender.create();
    var sid = ItemSender.newId();
    var started = now(sender);
    send(sender, update(sid, started, "ok", 0));
    sender.outcomes(1);
    assertThat(sender.rows(HOURS)).containsExactly("shop@1|live|1|0|0|0|0|0");
    send(sender, update(sid, started, "ok", 1));
    sender.outcomes(2);
    assertThat(sender.rows(HOURS)).containsExactly("shop@1|live|1|0|1|0|0|0");
    send(sender, update(sid, started, "crashed", 1));
    send(sender, update(sid, started, "crashed", 1));
    assertThat(sender.outcomes(4)).isEqualTo(Map.of("accepted session", 4L));
    assertThat(sender.rows(HOURS)).containsExactly("shop@1|live|1|0|0|0|0|1");
  }

  @Test
  void the_order_of_updates_does_not_matter() {
    var sender = ItemSender.create();
    var random = new Random(11);
    int expected = 0;
    for (int session = 0; session < 5; session++) {
      var sid = ItemSender.newId();
      var started = now(sender);
      var updates = new ArrayList<String>();
      updates.add(update(sid, started, "ok", 0));
      updates.add(update(sid, started, "ok", 1));
      updates.add(update(sid, started, "unhandled", 2));
      updates.add(update(sid, started, "exited", 2));
      Collections.shuffle(updates, random);
      updates.forEach(update -> send(sender, update));
      expected += updates.size();
    }
    sender.outcomes(expected);
    assertThat(sender.rows(HOURS)).containsExactly("shop@1|live|5|0|0|5|0|0");
  }

  @Test
  void users_are_counted_per_day() {
    var sender = ItemSender.create();
    var started = now(sender);
    for (int user = 0; user < 10; user++) {
      var status = user < 3 ? "crashed" : "exited";
      send(sender, update(ItemSender.newId(), started, status, 0).replace("jane", "user-" + user));
    }
    sender.outcomes(10);
    assertThat(
            sender
                .jdbc()
                .sql(
                    """
                    SELECT users, crashed_users
                    FROM session_user_day
                    WHERE project_id = :project
                    ORDER BY hour DESC
                    LIMIT 1
                    """)
                .param("project", sender.world.projectId)
                .query((rows, _) ->
                    UserSketch.estimate(rows.getBytes("users"))
                        + " of whom "
                        + UserSketch.estimate(rows.getBytes("crashed_users")))
                .single())
        .isEqualTo("10 of whom 3");
  }

  @Test
  void sums_of_servers_are_added() {
    var sender = ItemSender.create();
    var started = now(sender);
    sender.item(
        "{\"type\":\"sessions\"}",
        """
        {"aggregates":[{"started":"%s","exited":3,"errored":0,"crashed":1},{"started":"%s","errored":2},{"started":"x"},7],"attrs":{"release":"shop@1","environment":"live"}}\
        """
            .formatted(started, started));
    sender.item("{\"type\":\"sessions\"}", "{\"aggregates\":[]}");
    assertThat(sender.outcomes(2))
        .isEqualTo(Map.of("accepted session", 1L, "dropped session empty_sessions", 1L));
    assertThat(sender.rows(HOURS)).containsExactly("shop@1|live|6|3|2|0|0|1");
  }

  @Test
  void what_cannot_be_counted_has_a_reason() {
    var sender = ItemSender.create();
    var now = now(sender);
    send(sender, update(ItemSender.newId(), now.minus(8, ChronoUnit.DAYS), "ok", 0));
    send(sender, update(ItemSender.newId(), now.plus(3, ChronoUnit.DAYS), "ok", 0));
    send(sender, "{\"started\":\"" + now + "\"}");
    assertThat(sender.outcomes(3))
        .isEqualTo(
            Map.of(
                "dropped session session_too_old",
                1L,
                "dropped session session_in_the_future",
                1L,
                "invalid session malformed_session",
                1L));
    assertThat(sender.rows(HOURS)).isEmpty();
  }

  @Test
  void recorded_sessions_are_understood() {
    var sender =
        ItemSender.create()
            .replay("node-11.12.0/26-traces-session")
            .replay("node-11.12.0/56-express-sessions")
            .replay("java-8.62.0/26-sessions-session")
            .replay("native-0.16.3/02-session-event-session")
            .replay("python-1.9.10/17-sessions-session")
            .replay("python-1.9.10/22-flask-sessions")
            .replay("browser-7.120.4/01-errors-session");
    assertThat(sender.outcomes(7).keySet())
        .isSubsetOf("accepted session", "dropped session session_too_old")
        .contains("accepted session");
  }
}
