package dev.fettle.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.World;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class IntakeAccountHttpTest {

  private final World world = World.create();
  private final String path = world.projectPath() + "intake/";

  private void count(String hoursAgo, String category, String outcome, String reason, int n) {
    world
        .server
        .jdbc()
        .sql(
            """
            INSERT INTO outcome_hour (project_id, hour, category, outcome, reason, quantity, last_at)
            VALUES (:project, date_trunc('hour', now(), 'UTC') - CAST(:ago AS interval), :category,
              :outcome, :reason, :n, date_trunc('hour', now(), 'UTC') - CAST(:ago AS interval)
                + interval '90 seconds')
            """)
        .param("project", world.projectId)
        .param("ago", hoursAgo)
        .param("category", category)
        .param("outcome", outcome)
        .param("reason", reason)
        .param("n", n)
        .update();
  }

  private static long sum(JsonNode totals) {
    long sum = 0;
    for (var name :
        new String[] {"accepted", "filtered", "rateLimited", "invalid", "dropped", "setAside"}) {
      sum += totals.get(name).longValue();
    }
    return sum;
  }

  @Test
  void received_is_the_sum_of_the_named_outcomes() {
    count("2 hours", "error", "accepted", "", 90);
    count("1 hours", "error", "filtered", "localhost", 5);
    count("1 hours", "transaction", "rate_limited", "key_rate_limit", 4);
    count("1 hours", "error", "invalid", "malformed_event", 3);
    count("1 hours", "error", "dropped", "duplicate", 2);
    count("1 hours", "error", "set_aside", "prepare_failed", 1);
    count("1 hours", "error", "client_discard", "sample_rate", 1000);
    count("48 hours", "error", "accepted", "", 7);

    var account = world.bob.browser().get(path + "?statsPeriod=24h").json();

    var totals = account.get("totals");
    assertThat(totals.get("received").longValue()).isEqualTo(105).isEqualTo(sum(totals));
    assertThat(totals.get("accepted").longValue()).isEqualTo(90);
    long inSeries = 0;
    for (var bucket : account.get("series")) {
      inSeries += sum(bucket);
    }
    assertThat(inSeries).isEqualTo(105);
    long inReasons = 0;
    for (var reason : account.get("reasons")) {
      inReasons += reason.get("quantity").longValue();
    }
    assertThat(inReasons).isEqualTo(15);
    assertThat(account.get("reasons").get(0).get("reason").stringValue()).isEqualTo("localhost");
    var hour = Instant.parse(account.get("series").get(23).get("time").stringValue());
    assertThat(account.get("reasons").get(0).get("lastSeen").stringValue())
        .isEqualTo(hour.plusSeconds(90).toString().replace("Z", ".000Z"));
    assertThat(account.at("/clientDiscards/0/quantity").longValue()).isEqualTo(1000);
    var week = world.bob.browser().get(path + "?statsPeriod=7d").json();
    assertThat(week.at("/totals/received").longValue()).isEqualTo(112);
  }

  @Test
  void a_category_shows_only_its_own() {
    count("1 hours", "error", "accepted", "", 1);
    count("1 hours", "transaction", "accepted", "", 2);

    var account = world.alice.browser().get(path + "?category=transaction").json();

    assertThat(account.at("/totals/received").longValue()).isEqualTo(2);
  }

  @Test
  void every_hour_of_the_period_has_a_bucket_and_the_last_one_is_running() {
    for (var period : new String[] {"1h:1", "24h:24", "7d:168", "30d:720"}) {
      var parts = period.split(":", -1);
      var account = world.alice.browser().get(path + "?statsPeriod=" + parts[0]).json();

      assertThat(account.get("series").size()).isEqualTo(Integer.parseInt(parts[1]) + 1);
      assertThat(account.get("interval").intValue()).isEqualTo(3600);
      var start = Instant.parse(account.get("start").stringValue());
      assertThat(start).isEqualTo(start.truncatedTo(ChronoUnit.HOURS));
    }
  }

  @Test
  void an_unknown_period_or_category_is_refused() {
    assertThat(world.alice.browser().get(path + "?statsPeriod=2h").status()).isEqualTo(422);
    assertThat(world.alice.browser().get(path + "?category=no%20such").status()).isEqualTo(422);
  }
}
