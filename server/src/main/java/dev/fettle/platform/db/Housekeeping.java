package dev.fettle.platform.db;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the tables in shape: partitions ahead, old ones dropped, and the features' {@link Chore}s.
 * One virtual thread; runs at the start and every hour. What fails is logged and tried again with
 * the next round, the others go on.
 */
public final class Housekeeping implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration PAUSE = Duration.ofHours(1);

  private final List<Partitions> partitions;
  private final List<Chore> chores;
  private final TransactionTemplate transactions;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  Housekeeping(List<Partitions> partitions, List<Chore> chores, TransactionTemplate transactions) {
    this.partitions = partitions;
    this.chores = chores;
    this.transactions = transactions;
    this.thread = Thread.ofVirtual().name("housekeeping").unstarted(this::run);
  }

  /** Today's partitions are there before the first row is written. */
  void start() {
    partitions.forEach(Partitions::makeAhead);
    thread.start();
  }

  @Override
  public void close() {
    stop.countDown();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      do {
        runOnce();
      } while (!stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      LOG.debug("Housekeeping ends");
    }
  }

  /** All of it once; each step is short and can be broken off anywhere. */
  void runOnce() {
    for (var table : partitions) {
      attempt(
          table.table(),
          () -> {
            table.makeAhead();
            var dropped = table.dropOld();
            if (!dropped.isEmpty()) {
              LOG.info("Dropped {} of {}", table.table(), dropped);
            }
            return false;
          });
    }
    for (var chore : chores) {
      attempt(
          chore.getClass().getSimpleName(),
          () -> Boolean.TRUE.equals(transactions.execute(_ -> chore.runSome())));
    }
  }

  private void attempt(String what, BooleanSupplier step) {
    try {
      while (stop.getCount() > 0 && step.getAsBoolean()) {
        LOG.debug("Housekeeping of {} goes on", what);
      }
    } catch (RuntimeException e) {
      if (stop.getCount() > 0) {
        LOG.warn("Housekeeping of {} failed and is tried again within the hour", what, e);
      }
    }
  }
}
