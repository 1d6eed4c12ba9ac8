package dev.fettle.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void reads_percentiles_by_nearest_rank() {
    var latencies = new Latencies();
    for (int millis = 2_000; millis >= 1; millis--) {
      latencies.add(millis * 1_000_000L);
    }

    assertThat(latencies.count()).isEqualTo(2_000);
    assertThat(latencies.millisAt(500)).isEqualTo(1_000);
    assertThat(latencies.millisAt(990)).isEqualTo(1_980);
    assertThat(latencies.millisAt(1_000)).isEqualTo(2_000);
  }

  @Test
  void takes_values_after_a_reading() {
    var latencies = new Latencies();
    latencies.add(9_000_000);
    assertThat(latencies.millisAt(500)).isEqualTo(9);

    latencies.add(1_000_000);
    latencies.add(2_000_000);

    assertThat(latencies.millisAt(500)).isEqualTo(2);
  }

  @Test
  void knows_nothing_of_no_values() {
    assertThat(new Latencies().millisAt(500)).isNaN();
  }

  @Test
  void finds_the_median_of_odd_and_even_counts() {
    assertThat(Latencies.median(3, 1, 2)).isEqualTo(2);
    assertThat(Latencies.median(4, 1, 2, 3)).isEqualTo(2.5);
  }
}
