package dev.fettle.platform.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkPoolTest {

  private final WorkPool pool = new WorkPool("test", 1, 8);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch letGo = new CountDownLatch(1);

  @AfterEach
  void close() {
    letGo.countDown();
    callers.close();
    pool.close();
  }

  /** Keeps the only thread busy until {@link #letGo}. */
  private Future<Boolean> occupy() throws InterruptedException {
    var work =
        callers.submit(() ->
            pool.run(
                99,
                () -> {
                  held.countDown();
                  letGo.await();
                  return true;
                }));
    held.await();
    return work;
  }

  private Future<Boolean> submit(long owner, String name, List<String> order) {
    int before = pool.waiting();
    var result = callers.submit(() -> pool.run(owner, () -> order.add(name)));
    while (pool.waiting() == before) {
      Thread.onSpinWait();
    }
    return result;
  }

  @Test
  void what_the_work_gives_or_throws_is_the_callers() throws Exception {
    assertThat(pool.run(1, () -> Thread.currentThread().isVirtual())).isFalse();
    assertThatThrownBy(() ->
            pool.run(
                1,
                () -> {
                  throw new IOException("broken");
                }))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() ->
            pool.run(
                1,
                () -> {
                  throw new StackOverflowError();
                }))
        .isInstanceOf(StackOverflowError.class);
    assertThat(pool.run(1, () -> "still there")).isEqualTo("still there");
  }

  @Test
  void an_idle_pool_keeps_nothing_of_the_work_it_did() throws Exception {
    var bodies = new ArrayList<>(List.of(new Object()));
    var trace = new WeakReference<>(bodies.getFirst());
    pool.run(1, bodies::getFirst);
    bodies.clear();

    for (int i = 0; i < 100 && !trace.refersTo(null); i++) {
      System.gc();
    }
    assertThat(trace.refersTo(null)).isTrue();
  }

  @Test
  void owners_take_turns() throws Exception {
    var order = Collections.synchronizedList(new ArrayList<String>());
    var busy = occupy();
    var results = new ArrayList<Future<Boolean>>();
    for (var name : List.of("a1", "a2", "a3")) {
      results.add(submit(1, name, order));
    }
    results.add(submit(2, "b1", order));
    results.add(submit(3, "c1", order));
    letGo.countDown();
    for (var result : results) {
      result.get();
    }

    assertThat(busy.get()).isTrue();
    assertThat(order).containsExactly("a1", "b1", "c1", "a2", "a3");
  }

  @Test
  void what_finds_no_room_is_told_so_at_once() throws Exception {
    var results = new ArrayList<Future<Boolean>>();
    results.add(occupy());
    for (int i = 0; i < 4; i++) {
      results.add(submit(1, "a", new ArrayList<>()));
    }
    assertThatThrownBy(() -> pool.run(1, () -> true)).isInstanceOf(BusyException.class);
    for (int i = 0; i < 4; i++) {
      results.add(submit(0, "of nobody", new ArrayList<>()));
    }
    assertThatThrownBy(() -> pool.run(2, () -> true)).isInstanceOf(BusyException.class);
    letGo.countDown();
    for (var result : results) {
      assertThat(result.get()).isTrue();
    }
  }

  @Test
  void a_caller_who_gives_up_leaves_the_queue() throws Exception {
    var busy = occupy();
    var order = Collections.synchronizedList(new ArrayList<String>());
    var given = submit(1, "given up", order);
    given.cancel(true);
    while (pool.waiting() > 0) {
      Thread.onSpinWait();
    }
    letGo.countDown();

    assertThat(busy.get()).isTrue();
    assertThat(pool.run(1, () -> true)).isTrue();
    assertThat(order).isEmpty();
  }
}
