package dev.fettle.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

  private static final int MIB = 1024 * 1024;
  private final MemoryBudget budget = new MemoryBudget(8 * MIB);

  @Test
  void what_is_taken_is_given_back_whole() throws Exception {
    try (var claim = budget.claim()) {
      assertThat(claim.take(MIB)).isTrue();
      assertThat(claim.take(2 * MIB)).isTrue();
      assertThat(budget.free()).isEqualTo(5L * MIB);
    }
    assertThat(budget.free()).isEqualTo(8L * MIB);
  }

  @Test
  void large_bodies_leave_a_quarter_to_small_ones() throws Exception {
    try (var large = budget.claim();
        var small = budget.claim()) {
      assertThat(large.take(6 * MIB)).isTrue();

      assertThat(small.take(MemoryBudget.SMALL_BYTES)).isTrue();
    }
  }

  @Test
  void of_two_that_wait_the_younger_gives_way_and_the_older_gets_what_is_given_back()
      throws Exception {
    var holder = budget.claim();
    try (var older = budget.claim();
        var younger = budget.claim();
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(holder.take(6 * MIB)).isTrue();
      var olderTakes = executor.submit(() -> older.take(6 * MIB));
      var youngerTakes = executor.submit(() -> younger.take(MIB));

      assertThat(youngerTakes.get()).isFalse();
      assertThat(olderTakes.isDone()).isFalse();
      holder.close();
      assertThat(olderTakes.get()).isTrue();
    }
  }

  @Test
  void bodies_that_together_want_more_than_there_is_shed_some_and_finish_the_rest()
      throws Exception {
    var start = new CountDownLatch(1);
    var bodies = new ArrayList<Future<Boolean>>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        bodies.add(
            executor.submit(() -> {
              start.await();
              try (var claim = budget.claim()) {
                for (int block = 0; block < 20; block++) {
                  if (!claim.take(MIB / 4)) {
                    return false;
                  }
                }
                return true;
              }
            }));
      }
      start.countDown();
    }

    int finished = 0;
    for (var body : bodies) {
      finished += body.get() ? 1 : 0;
    }
    assertThat(finished).isPositive();
    assertThat(budget.free()).isEqualTo(8L * MIB);
  }
}
