package dev.fettle.platform.work;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What one thread waits between attempts: each time twice as long, up to a longest. */
public final class GrowingPause {

  private final long firstMillis;
  private final long longestMillis;
  private long millis;

  public GrowingPause(Duration first, Duration longest) {
    this.firstMillis = first.toMillis();
    this.longestMillis = longest.toMillis();
    this.millis = firstMillis;
  }

  /** How long the next will be. */
  public long millis() {
    return millis;
  }

  /** An attempt went well: the next is the first again. */
  public void reset() {
    millis = firstMillis;
  }

  /** Waits; whether that ended because of {@code stop}. */
  public boolean await(CountDownLatch stop) throws InterruptedException {
    long now = millis;
    millis = Math.min(millis * 2, longestMillis);
    return stop.await(now, TimeUnit.MILLISECONDS);
  }
}
