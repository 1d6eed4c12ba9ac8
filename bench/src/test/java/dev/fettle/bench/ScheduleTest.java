package dev.fettle.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void spaces_events_evenly_from_the_start() {
    var schedule = Schedule.constant(1_000, 250, Duration.ofSeconds(2));

    assertThat(schedule.count()).isEqualTo(500);
    assertThat(schedule.dueNanos(0)).isEqualTo(1_000);
    assertThat(schedule.dueNanos(1)).isEqualTo(1_000 + 4_000_000);
    assertThat(schedule.dueNanos(499)).isEqualTo(1_000 + 499 * 4_000_000L);
  }

  @Test
  void does_not_drift_at_rates_that_do_not_divide_a_second() {
    var schedule = Schedule.constant(0, 3, Duration.ofMinutes(50));

    assertThat(schedule.dueNanos(9_000)).isEqualTo(3_000_000_000_000L);
  }

  @Test
  void has_everything_of_a_burst_due_at_once() {
    var schedule = Schedule.atOnce(77, 20_000);

    assertThat(schedule.count()).isEqualTo(20_000);
    assertThat(schedule.dueNanos(19_999)).isEqualTo(77);
  }

  @Test
  void has_an_event_due_as_soon_as_there_is_room_for_it() {
    var paced = new Schedule.Paced(System.nanoTime(), Duration.ofHours(1), () -> 10);

    assertThat(paced.dueNanos(9)).isLessThanOrEqualTo(System.nanoTime());
    assertThat(paced.dueNanos(10)).isGreaterThan(paced.startNanos());
    assertThat(paced.count()).isEqualTo(Long.MAX_VALUE);
    assertThat(new Schedule.Paced(System.nanoTime(), Duration.ZERO, () -> 10).count()).isZero();
  }

  @Test
  void sends_at_least_one_event() {
    assertThat(Schedule.constant(0, 0.1, Duration.ofSeconds(1)).count()).isEqualTo(1);
  }
}
