package dev.fettle.issues;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Purges issues that are deleted or have no events left, in chunks. One virtual thread; runs at the
 * start, every hour, and when somebody deletes issues.
 */
final class IssueMaintenance implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IssueMaintenance.class);
  private static final Duration PAUSE = Duration.ofHours(1);

  private final IssueChangeStore issues;
  private final DictionaryStore dictionaries;
  private final TransactionTemplate transactions;
  private final InstantSource clock;
  private final Duration retention;
  private final BlockingQueue<Boolean> wakes = new ArrayBlockingQueue<>(1);
  private final Thread thread;
  private volatile boolean stopped;

  IssueMaintenance(
      IssueChangeStore issues,
      DictionaryStore dictionaries,
      TransactionTemplate transactions,
      InstantSource clock,
      Duration retention) {
    this.issues = issues;
    this.dictionaries = dictionaries;
    this.transactions = transactions;
    this.clock = clock;
    this.retention = retention;
    this.thread = Thread.ofVirtual().name("issue-maintenance").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Purges soon. */
  void wake() {
    wakes.offer(Boolean.TRUE);
  }

  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stopped) {
      try {
        runOnce();
        wakes.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!stopped) {
          LOG.warn("Maintenance of issues failed and is tried again within the hour", e);
          pauseAfterFailure();
        }
      }
    }
  }

  private void pauseAfterFailure() {
    try {
      wakes.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }

  /** All of it once; each step is short and can be broken off anywhere. */
  void runOnce() {
    var now = clock.instant();
    var before = now.minus(retention);
    while (!stopped && inTransaction(() -> issues.expire(before, now) > 0)) {
      LOG.info("Issues without events are deleted");
    }
    while (!stopped && inTransaction(() -> issues.purgeHours(before) > 0)) {
      LOG.debug("Old hours are deleted");
    }
    dictionaries.deleteReplaced(before);
    purge();
  }

  private void purge() {
    while (!stopped) {
      var issueId = issues.nextDeleted();
      if (issueId == null) {
        return;
      }
      while (!stopped && inTransaction(() -> issues.purgeSome(issueId))) {
        Thread.onSpinWait();
      }
      if (!stopped) {
        transactions.executeWithoutResult(_ -> issues.purge(issueId));
      }
    }
  }

  private interface Step {
    boolean run();
  }

  private boolean inTransaction(Step step) {
    return Boolean.TRUE.equals(transactions.execute(_ -> step.run()));
  }
}
