package dev.fettle.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.testkit.Sender;
import dev.fettle.testkit.TestDatabase;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpikeGuardTest {

  private static final Instant HOUR = Instant.parse("2026-11-23T10:00:00Z");

  private volatile Instant now = HOUR.plusSeconds(600);
  private final TestDatabase database = TestDatabase.create();
  private final SpikeStore store = new SpikeStore(database.jdbc());
  private final SpikeGuard one = new SpikeGuard(store, 1000, () -> now);
  private final SpikeGuard two = new SpikeGuard(store, 1000, () -> now);
  private final Sender project = Sender.create(database.jdbc(), "");

  @AfterEach
  void close_the_database() {
    database.close();
  }

  private void received(Instant hour, String outcome, long quantity) {
    database
        .jdbc()
        .sql(
            """
            INSERT INTO outcome_hour (project_id, hour, category, outcome, reason, quantity)
            VALUES (:project, :hour, 'error', :outcome, '', :quantity)
            ON CONFLICT (project_id, hour, category, outcome, reason)
            DO UPDATE SET quantity = excluded.quantity
            """)
        .param("project", project.projectId())
        .param("hour", Timestamp.from(hour))
        .param("outcome", outcome)
        .param("quantity", quantity)
        .update();
  }

  private void usually(long perHour) {
    for (int hour = 1; hour <= SpikeGuard.HOURS_TO_KNOW; hour++) {
      received(HOUR.minus(Duration.ofHours(hour)), "accepted", perHour);
    }
  }

  private double keepRate(SpikeGuard guard) {
    guard.keepRate(project.projectId());
    guard.measure();
    return guard.keepRate(project.projectId());
  }

  @Test
  void a_project_as_usual_is_let_in_whole() {
    usually(500);
    received(HOUR, "accepted", 5000);

    assertThat(keepRate(one)).isEqualTo(1);
    assertThat(store.find(project.projectId(), HOUR)).isEmpty();
  }

  @Test
  void ten_times_the_usual_is_sampled_and_a_hundred_times_more_so() {
    usually(500);
    received(HOUR, "accepted", 4000);
    received(HOUR, "rate_limited", 1001);
    assertThat(keepRate(one)).isEqualTo(0.1);
    assertThat(store.find(project.projectId(), HOUR))
        .hasValue(new SpikeStore.Spike(HOUR.plusSeconds(600), 0.1));

    received(HOUR, "rate_limited", 50_000);

    assertThat(keepRate(one)).isEqualTo(0.01);
  }

  @Test
  void what_clients_discarded_themselves_is_no_spike() {
    usually(1);
    received(HOUR, "client_discard", 50_000);

    assertThat(keepRate(one)).isEqualTo(1);
  }

  @Test
  void a_project_that_is_usually_quiet_has_the_floor_for_itself() {
    usually(1);
    received(HOUR, "accepted", 1000);
    assertThat(keepRate(one)).isEqualTo(1);

    received(HOUR, "accepted", 1001);
    assertThat(keepRate(one)).isEqualTo(0.1);
  }

  @Test
  void nothing_is_a_spike_before_a_day_of_traffic_has_told_what_is_usual() {
    for (int hour = 1; hour < SpikeGuard.HOURS_TO_KNOW; hour++) {
      received(HOUR.minus(Duration.ofHours(hour)), "accepted", 1);
    }
    received(HOUR, "accepted", 1_000_000);

    assertThat(keepRate(one)).isEqualTo(1);
  }

  @Test
  void all_nodes_sample_alike_and_only_while_the_hour_lasts() {
    usually(1);
    received(HOUR, "accepted", 1001);
    keepRate(one);
    assertThat(keepRate(two)).isEqualTo(0.1);

    now = HOUR.plus(Duration.ofHours(1));

    assertThat(one.keepRate(project.projectId())).isEqualTo(1);
    assertThat(keepRate(two)).isEqualTo(1);
    assertThat(store.find(project.projectId(), now)).isEmpty();
  }

  @Test
  void a_spike_that_goes_on_in_the_next_hour_keeps_its_beginning() {
    usually(1);
    received(HOUR, "accepted", 1001);
    keepRate(one);
    now = HOUR.plus(Duration.ofMinutes(70));
    received(HOUR.plus(Duration.ofHours(1)), "accepted", 20_000);

    keepRate(one);

    assertThat(
            store.find(project.projectId(), HOUR.plus(Duration.ofHours(1))).orElseThrow().since())
        .isEqualTo(HOUR.plusSeconds(600));
  }
}
