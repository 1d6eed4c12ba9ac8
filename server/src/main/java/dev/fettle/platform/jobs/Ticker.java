package dev.fettle.platform.jobs;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something this node does every few seconds, as long as it runs: one virtual thread. A failure is
 * logged when it begins, not at every tick, and the next tick comes all the same.
 */
public final class Ticker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

  private final String name;
  private final Duration every;
  private final Runnable tick;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private boolean failing;

  /**
   * A ticker that is not started.
   *
   * @param every the pause between two ticks
   * @param tick is also called once when the ticker is closed
   */
  public Ticker(String name, Duration every, Runnable tick) {
    this.name = name;
    this.every = every;
    this.tick = tick;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  /** Starts ticking, one pause from now. */
  public void start() {
    thread.start();
  }

  /** Ticks once more and ends. */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      boolean stopping = false;
      while (!stopping) {
        stopping = stop.await(every.toMillis(), TimeUnit.MILLISECONDS);
        attempt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt() {
    try {
      tick.run();
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn("{} fails, and is tried again every {}: {}", name, every, e.getMessage());
        LOG.debug("{} fails", name, e);
      }
      failing = true;
    }
  }
}
