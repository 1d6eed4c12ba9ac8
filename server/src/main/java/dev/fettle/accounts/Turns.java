package dev.fettle.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One attempt after the other for each key, a second apart; few may wait. Thread-safe. */
final class Turns {

  private static final Duration APART = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(6);

  private final InstantSource clock;
  private final Cache<String, AtomicLong> next;

  Turns(InstantSource clock) {
    this.clock = clock;
    this.next =
        Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofMinutes(1))
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /** Waits for the next turn; false at once when too many are waiting. */
  boolean await(String key) {
    long now = clock.millis();
    var free = next.get(key, _ -> new AtomicLong());
    long turn;
    long before;
    do {
      before = free.get();
      turn = Math.max(now, before);
      if (turn - now > LONGEST_WAIT.toMillis()) {
        return false;
      }
    } while (!free.compareAndSet(before, turn + APART.toMillis()));
    try {
      // nothing ever counts down: this is a wait that an interrupt ends
      return turn == now || !new CountDownLatch(1).await(turn - now, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
