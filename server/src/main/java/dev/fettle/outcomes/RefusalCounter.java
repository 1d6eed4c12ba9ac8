package dev.fettle.outcomes;

import dev.fettle.items.Outcome;
import dev.fettle.items.OutcomeTally;
import dev.fettle.items.Reason;
import dev.fettle.platform.db.DatabaseFault;
import dev.fettle.platform.jobs.Ticker;
import dev.fettle.projects.ProjectKey;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts requests that were turned away, in memory, and adds them to the database once a second.
 * They were never acknowledged, so a kill may lose the last second of these counts.
 */
public final class RefusalCounter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RefusalCounter.class);

  private final OutcomeStore store;
  private final TransactionTemplate transactions;
  private final InstantSource clock;
  private final Object lock = new Object();
  private OutcomeTally tally = new OutcomeTally();
  private final Ticker ticker = new Ticker("refusal-counter", Duration.ofSeconds(1), this::flush);

  RefusalCounter(OutcomeStore store, TransactionTemplate transactions, InstantSource clock) {
    this.store = store;
    this.transactions = transactions;
    this.clock = clock;
  }

  void start() {
    ticker.start();
  }

  /** One request of this key was refused before its items were known: category {@code default}. */
  public void count(ProjectKey key, Outcome outcome, Reason reason) {
    synchronized (lock) {
      tally.add(
          key.organizationId().value(),
          key.projectId().value(),
          clock.instant(),
          "default",
          outcome,
          reason,
          "",
          1);
    }
  }

  @Override
  public void close() {
    ticker.close();
  }

  private void flush() {
    OutcomeTally counted;
    synchronized (lock) {
      if (tally.isEmpty()) {
        return;
      }
      counted = tally;
      tally = new OutcomeTally();
    }
    try {
      transactions.executeWithoutResult(_ -> store.add(counted));
    } catch (RuntimeException e) {
      LOG.warn("Refusals cannot be counted now: {}", e.getMessage());
      if (DatabaseFault.isTemporary(e)) {
        synchronized (lock) {
          tally.addAll(counted);
        }
      }
    }
  }
}
