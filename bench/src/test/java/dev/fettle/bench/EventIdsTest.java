package dev.fettle.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdsTest {

  @Test
  void reads_the_number_back_from_its_id() {
    var ids = new EventIds(42);

    for (long number = 0; number < 1_000; number++) {
      assertThat(ids.numberOf(ids.of(number))).isEqualTo(number);
    }
  }

  @Test
  void does_not_know_ids_of_others() {
    assertThat(new EventIds(42).numberOf(new EventIds(43).of(7))).isEqualTo(-1);
    assertThat(new EventIds(42).numberOf(new UUID(1, 2))).isEqualTo(-1);
  }

  @Test
  void gives_every_number_another_id() {
    var ids = new EventIds(1);
    var seen = new HashSet<UUID>();
    for (long number = 0; number < 10_000; number++) {
      seen.add(ids.of(number));
    }

    assertThat(seen).hasSize(10_000);
  }
}
