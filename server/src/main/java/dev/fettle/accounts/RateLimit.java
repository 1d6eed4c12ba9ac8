package dev.fettle.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * So many attempts of one kind for each key, in a window that begins with the first. Kept in
 * memory: several nodes count each for themselves. Thread-safe.
 */
public final class RateLimit {

  private final int limit;
  private final Cache<String, AtomicInteger> attempts;

  public RateLimit(int limit, Duration window, InstantSource clock) {
    this.limit = limit;
    this.attempts =
        Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(window)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /** Counts one attempt; false, and nothing is counted, when it would be one too many. */
  public boolean tryAcquire(String key) {
    var count = attempts.get(key, _ -> new AtomicInteger());
    return count.getAndUpdate(n -> Math.min(n + 1, limit)) < limit;
  }

  /** Takes an attempt back that was counted. */
  void giveBack(String key) {
    var count = attempts.getIfPresent(key);
    if (count != null) {
      count.updateAndGet(n -> Math.max(0, n - 1));
    }
  }
}
