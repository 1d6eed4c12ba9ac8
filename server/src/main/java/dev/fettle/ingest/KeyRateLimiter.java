package dev.fettle.ingest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fettle.projects.ProjectKey;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The limit an owner put on a key: at most {@code count} requests in each window of {@code
 * windowSeconds}, windows aligned to the epoch. Exact within this process. Thread-safe.
 */
final class KeyRateLimiter {

  private static final class Window {
    private long number = -1;
    private int used;
  }

  private final InstantSource clock;
  private final Cache<Long, Window> windows =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterAccess(Duration.ofDays(1)).build();

  KeyRateLimiter(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Takes one from the key's window; answers 0, or the seconds until the next window when this one
   * is used up.
   */
  int secondsToWait(ProjectKey key) {
    var limit = key.rateLimit();
    if (limit == null) {
      return 0;
    }
    long second = clock.instant().getEpochSecond();
    long number = second / limit.windowSeconds();
    var window = windows.get(key.keyId(), ignored -> new Window());
    synchronized (window) {
      if (window.number != number) {
        window.number = number;
        window.used = 0;
      }
      if (window.used < limit.count()) {
        window.used++;
        return 0;
      }
    }
    return (int) ((number + 1) * limit.windowSeconds() - second);
  }
}
