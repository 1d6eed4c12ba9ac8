package dev.fettle.protection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.projects.ProjectKey.RateLimit;
import dev.fettle.protection.RateLimits.Scope;
import dev.fettle.testkit.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes, each with its own {@link RateLimits}, on one database. */
class RateLimitsTest {

  private volatile Instant now = Instant.parse("2026-11-23T10:00:10Z");
  private final TestDatabase database = TestDatabase.create();
  private final RateLimits one = new RateLimits(new LimitStore(database.jdbc()), () -> now);
  private final RateLimits two = new RateLimits(new LimitStore(database.jdbc()), () -> now);

  @AfterEach
  void close_the_database() {
    database.close();
  }

  private static int let(RateLimits node, RateLimit limit, int requests) {
    int let = 0;
    for (int i = 0; i < requests; i++) {
      let += node.secondsToWait(Scope.KEY, 7, limit, 1) == 0 ? 1 : 0;
    }
    return let;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 10, 97, 1000, 20_000})
  void one_node_lets_in_exactly_the_count(int count) {
    assertThat(let(one, new RateLimit(count, 60), count + 50)).isEqualTo(count);
  }

  @Test
  void the_wait_ends_with_the_window_and_windows_are_counted_apart() {
    var limit = new RateLimit(2, 60);
    assertThat(let(one, limit, 2)).isEqualTo(2);
    assertThat(one.secondsToWait(Scope.KEY, 7, limit, 1)).isEqualTo(50);
    assertThat(one.secondsToWait(Scope.KEY, 8, limit, 1)).isZero();
    assertThat(one.secondsToWait(Scope.PROJECT, 7, limit, 1)).isZero();

    now = now.plusSeconds(49);
    assertThat(one.secondsToWait(Scope.KEY, 7, limit, 1)).isEqualTo(1);
    now = now.plusSeconds(1);
    assertThat(let(one, limit, 5)).isEqualTo(2);
  }

  @Test
  void many_at_once_are_let_in_whole_or_not_at_all() {
    var limit = new RateLimit(100, 60);
    assertThat(one.secondsToWait(Scope.KEY, 7, limit, 101)).as("more than ever").isEqualTo(50);
    assertThat(one.secondsToWait(Scope.KEY, 7, limit, 60)).isZero();
    assertThat(one.secondsToWait(Scope.KEY, 7, limit, 41)).as("one too many").isEqualTo(50);
    assertThat(let(one, limit, 1)).isEqualTo(1);
    assertThat(one.secondsToWait(Scope.KEY, 7, limit, 39)).isZero();
    assertThat(let(one, limit, 5)).isZero();
    one.putBack(Scope.KEY, 7, 39);
    assertThat(let(one, limit, 50)).isEqualTo(39);
  }

  @Test
  void two_nodes_taking_many_never_let_in_more_than_the_count() {
    var limit = new RateLimit(1000, 60);
    int let = 0;
    for (int round = 0; round < 400; round++) {
      var node = round % 2 == 0 ? one : two;
      int items = 1 + round % 17;
      let += node.secondsToWait(Scope.KEY, 7, limit, items) == 0 ? items : 0;
    }
    assertThat(let).isBetween(900, 1000);
  }

  @Test
  void two_nodes_taking_turns_let_in_exactly_the_count() {
    var limit = new RateLimit(500, 60);
    int let = 0;
    for (int i = 0; i < 700; i++) {
      let += let(i % 2 == 0 ? one : two, limit, 1);
    }
    one.giveBackUnused();
    two.giveBackUnused();
    now = now.plusSeconds(1);
    one.giveBackUnused();
    two.giveBackUnused();
    let += let(one, limit, 500) + let(two, limit, 500);

    assertThat(let).isEqualTo(500);
  }

  @Test
  void many_threads_on_two_nodes_never_let_in_more_than_the_count() throws Exception {
    var limit = new RateLimit(1000, 3600);
    var calls = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < 16; i++) {
      var node = i % 2 == 0 ? one : two;
      calls.add(() -> let(node, limit, 200));
    }
    int let = 0;
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : executor.invokeAll(calls)) {
        let += answer.get();
      }
    }
    assertThat(let).isLessThanOrEqualTo(1000).isGreaterThan(700);

    // a second later what one node held for nothing is the other's
    for (int i = 0; i < 3; i++) {
      one.giveBackUnused();
      two.giveBackUnused();
      now = now.plusSeconds(1);
    }
    let += let(one, limit, 400);
    one.giveBackUnused();
    two.giveBackUnused();
    now = now.plusSeconds(1);
    let += let(two, limit, 400);
    assertThat(let).isEqualTo(1000);
  }

  @Test
  void a_node_that_dies_with_a_lease_takes_no_more_than_that_from_the_window() {
    var limit = new RateLimit(100, 60);
    assertThat(let(one, limit, 20)).isEqualTo(20);

    int others = let(two, limit, 200);

    assertThat(others).isBetween(50, 80);
    assertThat(used()).isEqualTo(100);
  }

  @Test
  void what_was_left_of_an_old_window_is_nothing_in_the_next() {
    var limit = new RateLimit(100, 60);
    assertThat(let(one, limit, 20)).isEqualTo(20);
    one.giveBackUnused();
    now = now.plusSeconds(60);
    assertThat(let(two, limit, 200)).isEqualTo(100);

    one.giveBackUnused();
    now = now.plusSeconds(1);

    assertThat(let(two, limit, 50)).isZero();
    assertThat(used()).isEqualTo(100);
  }

  @Test
  void what_another_limit_refused_is_put_back() {
    var limit = new RateLimit(3, 60);
    for (int i = 0; i < 10; i++) {
      assertThat(one.secondsToWait(Scope.KEY, 7, limit, 1)).isZero();
      one.putBack(Scope.KEY, 7, 1);
    }
    assertThat(let(one, limit, 5)).isEqualTo(3);
  }

  @Test
  void a_node_whose_clock_is_a_little_behind_counts_into_the_same_window() {
    var limit = new RateLimit(4, 60);
    now = Instant.parse("2026-11-23T10:01:00Z");
    assertThat(let(one, limit, 3)).isEqualTo(3);

    now = now.minusSeconds(1);

    assertThat(let(two, limit, 3)).isEqualTo(1);
  }

  @Test
  void a_clock_that_was_a_day_ahead_does_not_close_the_limit_for_a_day() {
    var limit = new RateLimit(4, 60);
    now = now.plusSeconds(86_400);
    assertThat(let(one, limit, 9)).isEqualTo(4);

    now = now.minusSeconds(86_400);

    assertThat(let(two, limit, 9)).isEqualTo(4);
  }

  @Test
  void a_lowered_limit_holds_at_once() {
    assertThat(let(one, new RateLimit(100, 60), 50)).isEqualTo(50);
    assertThat(let(two, new RateLimit(10, 60), 50)).isZero();
  }

  @Test
  void without_the_database_each_node_lets_in_the_count_by_itself() {
    database.dataSource().close();
    assertThat(let(one, new RateLimit(5, 60), 20)).isEqualTo(5);
    assertThat(let(two, new RateLimit(5, 60), 20)).isEqualTo(5);
  }

  private long used() {
    return rows().getFirst();
  }

  private List<Long> rows() {
    return database
        .jdbc()
        .sql("SELECT used FROM limit_window")
        .query((rows, _) -> rows.getLong(1))
        .list();
  }
}
