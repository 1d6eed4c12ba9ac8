package dev.fettle.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Ends the process when stopping takes too long, because a database that is gone is waited for.
 * Nothing acknowledged is lost by that, as nothing is lost when the process is killed.
 */
final class StopDeadline implements ApplicationListener<ContextClosedEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(StopDeadline.class);
  private static final Duration LIMIT = Duration.ofSeconds(13);

  /** What a shell says of a process that SIGTERM ended. */
  private static final int TERMINATED = 143;

  @Override
  public void onApplicationEvent(ContextClosedEvent event) {
    Thread.ofPlatform().daemon().name("stop-deadline").start(StopDeadline::watch);
  }

  private static void watch() {
    try {
      if (!new CountDownLatch(1).await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn(
            "Stopping takes longer than {} s: ending at once, nothing acknowledged is lost",
            LIMIT.toSeconds());
        Runtime.getRuntime().halt(TERMINATED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
