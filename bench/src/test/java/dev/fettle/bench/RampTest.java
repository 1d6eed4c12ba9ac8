package dev.fettle.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RampTest {

  private final List<Double> tried = new ArrayList<>();

  @Test
  void comes_close_to_the_capacity_from_below() throws Exception {
    double found = ramp(1_000, 4).search(100);

    assertThat(found).isLessThanOrEqualTo(1_000).isCloseTo(1_000, within(40.0));
  }

  @Test
  void goes_down_when_the_first_step_is_too_much() throws Exception {
    double found = ramp(60, 3).search(400);

    assertThat(found).isLessThanOrEqualTo(60).isGreaterThan(50);
  }

  @Test
  void gives_up_on_a_server_that_takes_nothing() throws Exception {
    assertThat(ramp(0, 3).search(100)).isZero();
    assertThat(tried).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }

  private Ramp ramp(double capacity, int refinements) {
    return new Ramp(
        rate -> {
          tried.add(rate);
          return rate <= capacity;
        },
        refinements);
  }
}
