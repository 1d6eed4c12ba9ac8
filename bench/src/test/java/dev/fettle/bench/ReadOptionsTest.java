package dev.fettle.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReadOptionsTest {

  private static ReadOptions parse(String... arguments) {
    return Objects.requireNonNull(ReadOptions.parse(arguments));
  }

  @Test
  void seeds_one_issue_for_two_hundred_events() {
    assertThat(parse("seed", "--data", "x", "--events", "2000000").issues()).isEqualTo(10_000);
    assertThat(parse("seed", "--data", "x", "--events", "1000").issues()).isEqualTo(200);
    assertThat(parse("seed", "--data", "x", "--events", "100000000").issues()).isEqualTo(50_000);
    assertThat(parse("seed", "--data", "x", "--issues", "777").issues()).isEqualTo(777);
  }

  @Test
  void leaves_other_words_to_the_other_bench() {
    assertThat(ReadOptions.parse("ingest", "--quick")).isNull();
    assertThat(ReadOptions.parse()).isNull();
  }

  @Test
  void names_what_is_missing() {
    assertThatThrownBy(() -> ReadOptions.parse("read"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--data DIR");
    assertThatThrownBy(() -> ReadOptions.parse("seed", "--data", "x", "--events", "many"))
        .hasMessageContaining("from 1000");
  }
}
