package dev.fettle.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.projects.ProjectKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyRateLimiterTest {

  private Instant now = Instant.parse("2026-11-23T10:00:10Z");
  private final KeyRateLimiter limiter = new KeyRateLimiter(() -> now);

  private static ProjectKey key(long id, ProjectKey.@Nullable RateLimit limit) {
    return new ProjectKey(id, 1, 1, new UUID(0, id), true, true, true, 0, limit);
  }

  @Test
  void a_key_without_a_limit_never_waits() {
    for (int i = 0; i < 1000; i++) {
      assertThat(limiter.secondsToWait(key(1, null))).isZero();
    }
  }

  @Test
  void the_count_is_per_key_and_window_and_the_wait_ends_with_the_window() {
    var one = key(1, new ProjectKey.RateLimit(2, 60));
    var two = key(2, new ProjectKey.RateLimit(1, 60));

    assertThat(limiter.secondsToWait(one)).isZero();
    assertThat(limiter.secondsToWait(one)).isZero();
    assertThat(limiter.secondsToWait(one)).isEqualTo(50);
    assertThat(limiter.secondsToWait(two)).isZero();

    now = now.plusSeconds(49);
    assertThat(limiter.secondsToWait(one)).isEqualTo(1);
    now = now.plusSeconds(1);
    assertThat(limiter.secondsToWait(one)).isZero();
  }

  @Test
  void a_limit_of_nothing_lets_nothing_in() {
    assertThat(limiter.secondsToWait(key(1, new ProjectKey.RateLimit(0, 60)))).isEqualTo(50);
  }

  @Test
  void a_clock_that_jumps_back_starts_a_new_window() {
    var one = key(1, new ProjectKey.RateLimit(1, 60));
    assertThat(limiter.secondsToWait(one)).isZero();

    now = now.minusSeconds(3600);

    assertThat(limiter.secondsToWait(one)).isZero();
    assertThat(limiter.secondsToWait(one)).isEqualTo(50);
  }

  @Test
  void the_count_is_exact_when_many_ask_at_once() throws Exception {
    var one = key(1, new ProjectKey.RateLimit(100, 60));
    var answers = new ArrayList<Future<Integer>>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 1000; i++) {
        answers.add(executor.submit(() -> limiter.secondsToWait(one)));
      }
    }

    int let = 0;
    for (var answer : answers) {
      let += answer.get() == 0 ? 1 : 0;
    }
    assertThat(let).isEqualTo(100);
  }
}
